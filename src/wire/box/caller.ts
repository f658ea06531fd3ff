import { isBoxAccessToken } from '../../core/access/tokens.ts';
import type { Credential } from '../../core/access/credential.ts';
import type { Message } from '../dialect.ts';
import { askedOf, type Asked } from '../json/asked.ts';
import type { JsonCall } from '../json/json-dialect.ts';
import { numberOf } from './ids.ts';

/** The bearer token that a call shows; null without one. */
function bearerOf({ headers }: Pick<Message, 'headers'>): string | null {
  const [, token] = /^bearer +(\S+)\s*$/i.exec(headers.authorization ?? '') ?? [];
  return token ?? null;
}

/** A token that was given for a key, or the key itself. */
export function credentialOf(message: Message): Credential {
  const secret = bearerOf(message);
  if (secret === null) return { kind: 'anonymous' };
  return { kind: isBoxAccessToken(secret) ? 'box-access' : 'api-key', secret };
}

/** The account to act for; one that there is not, for what is no number, and for nothing: it may be a name left out. */
function subjectOf({ headers }: Message): number | null {
  const given = headers['as-user'];
  return typeof given === 'string' ? numberOf(given.trim()) : null;
}

export const askedBy = (call: JsonCall, operation: string): Asked =>
  askedOf(call, {
    api: 'box',
    operation,
    credential: credentialOf(call.message),
    subjectId: subjectOf(call.message),
  });
