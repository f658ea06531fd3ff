import type { IncomingMessage } from 'node:http';

const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;

/**
 * A client behind a forward proxy names the host in the request line, which counts before its Host line (RFC 9112
 * 3.2.2). False when it names none.
 */
export function takeHostOfTarget({ url = '/', headers }: IncomingMessage): boolean {
  const host = ABSOLUTE.exec(url)?.[1];
  if (host === undefined) return true;
  if (host.includes('@') || !URL.canParse(`http://${host}`)) return false;
  headers.host = host;
  return true;
}
