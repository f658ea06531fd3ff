import type { Credential } from '../../core/access/credential.ts';
import type { Refused } from '../../core/refusal.ts';
import type { AssignedView } from '../../core/shares/task-view.ts';
import { askedPartsOf, type Asked } from '../json/asked.ts';
import type { JsonCall, JsonReply } from '../json/json-dialect.ts';
import { errorBody, type TokenError, type Wrong } from './errors.ts';
import { partyShown } from './people.ts';
import { WORDS, type OrkesOperations, type OrkesRefusal, type Words } from './words.ts';

const API = 'orkes';

/** The token of a call: X-Authorization, without any word before it. */
export function credentialOf({ message }: Pick<JsonCall, 'message'>): Credential {
  const header = message.headers['x-authorization'];
  const secret = typeof header === 'string' ? header.trim() : '';
  return secret === '' ? { kind: 'anonymous' } : { kind: 'orkes-token', secret };
}

export const asking = (call: JsonCall, operation: string): Asked => askingParts(call, operation)(0);

/** The same for a call that does several things, by the place of each. */
export const askingParts = (call: JsonCall, operation: string): ((part: number) => Asked) =>
  askedPartsOf(call, { api: API, operation, credential: credentialOf(call) });

type Answering = Pick<OrkesOperations, 'loginOf'>;

/** Answers who called and what came of it. */
const reply = (
  { loginOf }: Answering,
  { credential }: Pick<Asked, 'credential'>,
  answer: Omit<JsonReply, 'user'>,
): JsonReply => ({ ...answer, user: loginOf(credential) });

/** Without a body: nothing is told but that it was done. */
export const doneWith = (operations: Answering, asked: Pick<Asked, 'credential'>, body?: unknown): JsonReply =>
  reply(operations, asked, { status: 200, ...(body === undefined ? {} : { body }), outcome: 'done' });

/** Says why a call was turned down; `words` are those of the call, where it has its own. */
export function refusedWith(
  operations: Answering,
  call: JsonCall,
  asked: Pick<Asked, 'credential'>,
  refusal: Refused<OrkesRefusal>,
  words: Words = WORDS[refusal.refused],
): JsonReply {
  const { status, message, isRetryable = false } = words;
  const error = tokenErrorOf(refusal);
  const wrong: Wrong = {
    status,
    message: error === 'EXPIRED_TOKEN' ? 'The token has expired.' : message,
    isRetryable,
    error,
  };
  return reply(operations, asked, { status, body: errorBody(wrong, call.message), outcome: refusal.refused });
}

function tokenErrorOf({ refused, ended }: Refused<OrkesRefusal>): TokenError | undefined {
  if (refused !== 'anonymous' && refused !== 'ticket-invalid') return undefined;
  return ended ? 'EXPIRED_TOKEN' : 'INVALID_TOKEN';
}

/** What a client is told of a task that somebody has claimed: by whom. */
export function wordsOfClaimed({ task }: { readonly task?: AssignedView }): Words {
  const claim = task?.sharing.claim;
  if (!task || !claim) return WORDS['task-claimed'];
  const { user } = partyShown(claim.claimant, claim.namedAs, task);
  return { ...WORDS['task-claimed'], message: `The task is claimed by ${user}; it has to be released first.` };
}
