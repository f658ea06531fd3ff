import type { Credential } from '../../../core/access/credential.ts';
import type { Message } from '../../dialect.ts';

type Site = Pick<Message, 'origin'>;

const isSecure = ({ origin }: Site): boolean => origin.startsWith('https://');

/** The prefix keeps other hosts and plain http from setting the cookie; browsers take it over https only. */
export const nameFor = (site: Site, name = 'desk'): string => (isSecure(site) ? `__Host-${name}` : name);

/** The value of a cookie; '' where there is none of the name. */
export function cookieNamed({ headers }: Pick<Message, 'headers'>, name: string): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

const SECRET = /^[\w-]{43}$/;

/** The session that a browser shows; anonymous without one. */
export function sessionOf(message: Pick<Message, 'headers' | 'origin'>): Credential {
  const secret = cookieNamed(message, nameFor(message));
  return SECRET.test(secret) ? { kind: 'session', secret } : { kind: 'anonymous' };
}

export const attributesFor = (site: Site): string =>
  `Path=/; HttpOnly; SameSite=Lax${isSecure(site) ? '; Secure' : ''}`;

/** Lax, for links in mails and the way back from single sign-on. The server ends the session sooner if nobody uses it. */
export const cookieOf = (site: Site, secret: string): string => `${nameFor(site)}=${secret}; ${attributesFor(site)}`;

export const endedCookie = (site: Site): string => `${nameFor(site)}=; Max-Age=0; ${attributesFor(site)}`;

/** Whether what is sent can be read on its way. */
export const isReadable = (site: Site): boolean =>
  !isSecure(site) && !/^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|$)/.test(site.origin);
