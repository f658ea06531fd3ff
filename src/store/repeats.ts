import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Caller } from '../core/access/caller.ts';
import type { Credential } from '../core/access/credential.ts';
import type { ReassignmentRequest } from '../core/tasks/reassign-task.ts';
import type { AskedRepeat, Earlier, Repeatable, RepeatMark } from '../core/repeats.ts';
import type { TaskRepeats } from '../operations/supervision/supervision-store.ts';
import { digestOfCredential } from './access/digest.ts';
import { execute, type Statement } from './sql/statement.ts';

const DAY_SECONDS = 86_400;

/**
 * Tells whether a call may be a repeat by the key its client sent, which is remembered for a day. A client that uses a
 * key again for another task or document means other work, which is done; one that uses it for the same task and says
 * something else is refused: it must not be told that this is done.
 *
 * @param parameters everything the call says of the subject
 */
export const repeatOfKey = (
  operation: string,
  subject: number | string,
  parameters: unknown,
  { credential, idempotencyKey }: Repeatable & { readonly credential: Credential },
): RepeatMark | undefined =>
  idempotencyKey
    ? {
        digest: digest(credential, [operation, 'key', idempotencyKey, subject]),
        parameters: digest(credential, [operation, parameters]),
        windowSeconds: DAY_SECONDS,
      }
    : undefined;

/**
 * Tells whether a reassignment may be a repeat: by its key; or, while the operator has a retry window open, by being
 * the same in every parameter (docs/legacy/operations.md#reassigntask).
 */
export function repeatOfReassignment(request: ReassignmentRequest, windowSeconds: number): RepeatMark | undefined {
  const { credential, idempotencyKey, taskId, reassignTo, newDueAt, newInstructions, sendTaskNotice } = request;
  if (!idempotencyKey && (windowSeconds === 0 || credential.kind === 'anonymous')) return undefined;
  const said = [taskId, reassignTo, newDueAt?.getTime() ?? null, newInstructions, sendTaskNotice];
  if (idempotencyKey) return repeatOfKey('ReassignTask', taskId, said, request);
  const parameters = digest(credential, ['ReassignTask', 'parameters', ...said]);
  return { digest: parameters, parameters, windowSeconds };
}

/** The mark of a JSON dialect's call: whose it is counts, and not the token, which clients renew before they repeat. */
export function repeatOfCall({ call, parameters }: AskedRepeat, { id, key }: Caller): RepeatMark {
  const who = Buffer.alloc(8);
  who.writeInt32BE(id, 0);
  who.writeInt32BE(key?.id ?? 0, 4);
  const digest = createHash('sha256').update(Buffer.from(call, 'hex')).update(who).digest('hex');
  return { digest, parameters, windowSeconds: DAY_SECONDS };
}

/**
 * Gives the marks of the tasks of one call: each is remembered for itself, so that a call which was cut off can be sent
 * again and goes on where it was, also with those tasks alone that are left.
 *
 * @param call as in AskedRepeat
 * @param said everything that the call says of all its tasks alike
 */
export function repeatsOfTasks(call: string, said: unknown): TaskRepeats {
  const alike = createHash('sha256').update(JSON.stringify(said)).digest();
  return ({ id, version }, callerId, keyId) => {
    const which = Buffer.alloc(12);
    for (const [index, number] of [callerId, keyId, id].entries()) which.writeInt32BE(number, 4 * index);
    const digest = createHash('sha256').update(Buffer.from(call, 'hex')).update(which).digest('hex');
    const parameters = createHash('sha256').update(alike).update(String(version)).digest('hex');
    return { digest, parameters, windowSeconds: DAY_SECONDS };
  };
}

/** Joined to `calls (repeat, task_id, …)` and `callers (id, keyId)`; `repeatsOfTasks` has the same digest. */
export const TASK_REPEAT_TABLE = `
  left join retries on calls.repeat is not null and retries.expires_at > now()
                   and retries.digest = sha256(calls.repeat || int4send(callers.id)
                                               || int4send(coalesce(callers."keyId", 0)) || int4send(calls.task_id))`;

/** Joined to `calls (repeat, …)`, `callers` and `credentials`; `repeatOfCall` has the same digest. */
export const CALL_REPEAT_TABLE = `
  left join retries on calls.repeat is not null and retries.expires_at > now()
                   and retries.digest = sha256(calls.repeat || int4send(callers.id)
                                               || int4send(coalesce(credentials.key_id, 0)))`;

const digest = (credential: Credential, parts: readonly unknown[]): string =>
  createHash('sha256').update(digestOfCredential(credential)).update(JSON.stringify(parts)).digest('hex');

/** The answer of an earlier call that its repeat gets again, from REPEAT_TABLE. */
export const REPEAT_COLUMNS = `
       retries.answer as "earlierAnswer",
       encode(retries.parameters, 'hex') as "earlierParameters"`;

export interface RepeatRow<Answer> {
  readonly earlierAnswer: Answer | null;
  readonly earlierParameters: string | null;
}

export const earlierOf = <Answer>({ earlierAnswer, earlierParameters }: RepeatRow<Answer>): Earlier<Answer> | null =>
  earlierAnswer && { answer: earlierAnswer, parameters: earlierParameters };

/** Joined to calls (repeat, …). */
export const REPEAT_TABLE = `
  left join retries on retries.digest = decode(calls.repeat, 'hex') and retries.expires_at > now()`;

/** The column `repeat` of calls. */
export const repeatDigestOf = ({ repeat }: Repeatable): string | null => repeat?.digest ?? null;

const PRUNE: Statement = {
  name: 'repeat-prune',
  text: `
with pruned as (delete from retries where expires_at < now() returning 1)
select count(*)::int as count from pruned`,
};

/** Forgets the answers that are no longer given; returns how many. */
export async function pruneRepeats(knex: Knex): Promise<number> {
  const [row] = await execute<{ count: number }>(knex, PRUNE, []);
  return row?.count ?? 0;
}
