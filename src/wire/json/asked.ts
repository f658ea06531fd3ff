import { createHash } from 'node:crypto';
import type { Access } from '../../core/access/access.ts';
import type { CallContext, Credential } from '../../core/access/credential.ts';
import type { AskedRepeat } from '../../core/repeats.ts';
import type { Message } from '../dialect.ts';
import type { JsonCall } from './json-dialect.ts';

/** What every operation of a JSON dialect is asked with, beside what it is about. */
export interface Asked extends Access {
  readonly context: CallContext;
  /** The call's name in history. */
  readonly operation: string;
  readonly repeat: AskedRepeat | undefined;
}

/** Who asks, and by which call. */
export interface Asking {
  /** The name of the dialect. */
  readonly api: string;
  readonly operation: string;
  readonly credential: Credential;
  /** The account to act for; null: the credential's own. */
  readonly subjectId?: number | null;
}

export const askedOf = (call: Pick<JsonCall, 'message'>, asking: Asking): Asked => askedPartsOf(call, asking)(0);

/**
 * The same for a call that does several things, by the place of each: each is remembered for itself, and what all of
 * them came with is read once.
 */
export function askedPartsOf(
  { message }: Pick<JsonCall, 'message'>,
  { api, operation, credential, subjectId = null }: Asking,
): (part: number) => Asked {
  const repeatOf = repeatsOf(message, api, subjectId);
  const context = { api, requestId: message.requestId };
  return (part) => ({ credential, client: message.client, subjectId, context, operation, repeat: repeatOf(part) });
}

/**
 * Tells how a call may be a repeat: by its Idempotency-Key with method, address and the account acted for. Everything
 * else that it says has to be the same then.
 */
function repeatsOf(
  { method, path, query, headers, body }: Message,
  api: string,
  subjectId: number | null,
): (part: number) => AskedRepeat | undefined {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return () => undefined;
  const parameters = digestOf(JSON.stringify([withoutCredential(query), headers['content-type'] ?? '']), body);
  return (part) => ({
    call: digestOf(JSON.stringify([api, key, method, path, subjectId, part])),
    parameters,
  });
}

/** A client that repeats a call may have a new token in its address. */
const withoutCredential = (query: string): string =>
  query
    .split('&')
    .filter((pair) => !/^token=/i.test(pair))
    .join('&');

const digestOf = (...parts: readonly (string | Buffer)[]): string => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest('hex');
};
