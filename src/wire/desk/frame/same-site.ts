import type { Message } from '../../dialect.ts';

/**
 * Whether a request that changes something comes from a page of this server. Browsers say so themselves to servers they
 * trust the connection to; on plain http they name the page's origin only. Whoever says neither is not let in: a
 * browser says one of them with every form that it sends.
 */
export function isFromOwnPage({ headers, origin }: Pick<Message, 'headers' | 'origin'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && headers.origin === originOf(origin);
}

/** PUBLIC_URL may have a path. */
const originOf = (address: string): string | null => (URL.canParse(address) ? new URL(address).origin : null);
