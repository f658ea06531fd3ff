import type { SignOnSecrets } from '../../../core/desk/sign-on.ts';
import type { Message } from '../../dialect.ts';
import { attributesFor, cookieNamed, nameFor } from './session-cookie.ts';

/** What a browser keeps while its user is at the provider. */
export interface LeftFor extends SignOnSecrets {
  /** Where to go afterwards. */
  readonly to: string;
}

/** Long enough for a second factor. */
const SECONDS = 600;

export const signOnCookie = (site: Pick<Message, 'origin'>, left: LeftFor): string => {
  const value = Buffer.from(JSON.stringify([left.state, left.nonce, left.verifier, left.to])).toString('base64url');
  return `${nameFor(site, 'desk-sign-on')}=${value}; Max-Age=${SECONDS}; ${attributesFor(site)}`;
};

/** What was kept; null where there is nothing of the kind. */
export function readSignOnCookie(message: Pick<Message, 'headers' | 'origin'>): LeftFor | null {
  const value = cookieNamed(message, nameFor(message, 'desk-sign-on'));
  try {
    const kept: unknown = JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
    if (!Array.isArray(kept)) return null;
    const [state, nonce, verifier, to] = kept.map((each: unknown) => (typeof each === 'string' ? each : ''));
    return state && nonce && verifier ? { state, nonce, verifier, to: to ?? '' } : null;
  } catch {
    return null;
  }
}
