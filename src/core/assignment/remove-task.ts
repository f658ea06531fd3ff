import { isRefused, type Refused } from '../refusal.ts';
import { decideDeletion, type Deletion, type DeletionRefusal } from '../tasks/delete-task.ts';
import { noticesOfEnd } from './sharing-change.ts';
import { knownSharing, type SharingFacts, type SharingRequest } from './sharing-facts.ts';

/**
 * May this caller remove the task? By the rule of the legacy DeleteTask (docs/legacy/operations.md#deletetask). Whoever
 * was asked is told where the task stays as Dropped; of a task that is gone there is nothing to tell.
 */
export function decideTaskRemoval(request: SharingRequest, facts: SharingFacts): Deletion | Refused<DeletionRefusal> {
  const known = knownSharing(facts, 'delete');
  if (isRefused(known)) return known;
  const { caller, task, now } = known;
  const { credential, context, operation } = request;
  const decision = decideDeletion({ credential, context, taskId: task.id }, { now, caller, task });
  if (isRefused(decision)) return decision;
  if ('removal' in decision) return { removal: { ...decision.removal, operation } };
  const { change } = decision;
  const drops = change.fields.status === 'Dropped';
  return { change: { ...change, operation, ...(drops ? { notices: noticesOfEnd(known) } : {}) } };
}
