import type { Credential } from '../../core/access/credential.ts';
import type { Message } from '../dialect.ts';

/** As tickets are given out, and as .NET clients spell them; whether it is one, the database knows. */
const GUID = /^[{(]?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}[)}]?$/i;

/** The secret behind `Authorization: Bearer`; null without one. */
export function bearerOf({ headers }: Pick<Message, 'headers'>): string | null {
  const [, secret = ''] = /^bearer +([^\s]+) *$/i.exec(headers.authorization ?? '') ?? [];
  return secret === '' ? null : secret;
}

/** A ticket or an API key: a key is no GUID. */
export function credentialOf(message: Pick<Message, 'headers'>): Credential {
  const secret = bearerOf(message);
  if (secret === null) return { kind: 'anonymous' };
  return { kind: GUID.test(secret) ? 'ticket' : 'api-key', secret };
}
