import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Credential } from '../core/access/credential.ts';
import type { ReassignmentRequest } from '../core/tasks/reassign-task.ts';
import type { Repeatable, Retry } from '../core/retry.ts';
import { digestOfTicket } from './access/digest.ts';
import { execute, type Statement } from './sql/statement.ts';

const DAY_SECONDS = 86_400;

/**
 * Tells whether a call may be a repeat by the key its client sent, which is remembered for a day. A client that uses a
 * key again for another task or document means other work: it must not be told that this is done.
 */
export const retryOfKey = (
  operation: string,
  subject: number | string,
  { credential, idempotencyKey }: Repeatable & { readonly credential: Credential },
): Retry | undefined =>
  idempotencyKey
    ? { digest: digest(credential, [operation, 'key', idempotencyKey, subject]), windowSeconds: DAY_SECONDS }
    : undefined;

/**
 * Tells whether a reassignment may be a repeat: by its key; or, while the operator has a retry window open, by being
 * the same in every parameter (DESIGN.md 9, retry safety).
 */
export function retryOfReassignment(request: ReassignmentRequest, windowSeconds: number): Retry | undefined {
  const byKey = retryOfKey('ReassignTask', request.taskId, request);
  if (byKey) return byKey;
  const { credential, taskId, reassignTo, newDueAt, newInstructions, sendTaskNotice } = request;
  if (windowSeconds === 0 || credential.kind === 'anonymous') return undefined;
  const parameters = [taskId, reassignTo, newDueAt.getTime(), newInstructions, sendTaskNotice];
  return { digest: digest(credential, ['ReassignTask', 'parameters', ...parameters]), windowSeconds };
}

const digest = (credential: Credential, parts: readonly unknown[]): string =>
  createHash('sha256').update(digestOfTicket(credential)).update(JSON.stringify(parts)).digest('hex');

/** Joined to calls (retry, …): `retries.answer` is what an earlier call was told and its repeat still is. */
export const RETRY_TABLE = `
  left join retries on retries.digest = decode(calls.retry, 'hex') and retries.expires_at > now()`;

/** The column `retry` of calls. */
export const retryDigestOf = ({ retry }: Repeatable): string | null => retry?.digest ?? null;

const PRUNE: Statement = {
  name: 'retry-prune',
  text: `
with pruned as (delete from retries where expires_at < now() returning 1)
select count(*)::int as count from pruned`,
};

/** Forgets the answers that are no longer given; returns how many. */
export async function pruneRetries(knex: Knex): Promise<number> {
  const [row] = await execute<{ count: number }>(knex, PRUNE, []);
  return row?.count ?? 0;
}
