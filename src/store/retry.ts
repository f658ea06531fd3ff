import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { ReassignmentRequest } from '../core/reassign-task.ts';
import type { Retry } from '../core/retry.ts';
import { digestOfTicket } from './digest.ts';

const DAY_SECONDS = 86_400;

/**
 * Tells whether a reassignment may be a repeat: by the key its client sent, remembered for a day; or, while the
 * operator has a retry window open, by being the same in every parameter (DESIGN 9, retry safety).
 */
export function retryOf(request: ReassignmentRequest, windowSeconds: number): Retry | undefined {
  const { credential, idempotencyKey, taskId, reassignTo, newDueAt, newInstructions, sendTaskNotice } = request;
  if (idempotencyKey) return { digest: digest(request, ['key', idempotencyKey]), windowSeconds: DAY_SECONDS };
  if (windowSeconds === 0 || credential.kind === 'anonymous') return undefined;
  const parameters = [taskId, reassignTo, newDueAt.getTime(), newInstructions, sendTaskNotice];
  return { digest: digest(request, ['parameters', ...parameters]), windowSeconds };
}

const digest = ({ credential }: ReassignmentRequest, parts: readonly unknown[]): string =>
  createHash('sha256')
    .update(digestOfTicket(credential))
    .update(JSON.stringify(['ReassignTask', ...parts]))
    .digest('hex');

/** Forgets the answers that are no longer given; returns how many. */
export const pruneRetries = async (knex: Knex): Promise<number> =>
  knex('retries').whereRaw('expires_at < now()').delete();
