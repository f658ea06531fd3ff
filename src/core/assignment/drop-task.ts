import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { closed, holderOf, partyFields } from '../shares/holder.ts';
import { isOwedToStep } from '../tasks/step-hold.ts';
import { isClosed } from '../tasks/task-status.ts';
import { openChange, type SharingChange, type Unchanged } from './sharing-change.ts';
import { knownSharing, refusalOfVersion, type SharingFacts, type SharingRequest } from './sharing-facts.ts';

export type DropRefusal = TaskRefusal | 'access-denied' | 'version-mismatch';

/**
 * May this caller clean the task up? It is given up and its history stays, so nothing is lost by it; its workflow goes on
 * as behind any task that was given up. What is closed stays as it ended. A task that has not started can be dropped,
 * and one whose document is offline too.
 */
export function decideDrop(
  request: SharingRequest,
  facts: SharingFacts,
): SharingChange | Unchanged | Refused<DropRefusal> {
  const known = knownSharing(facts, 'delete');
  if (isRefused(known)) return known;
  if (!known.isChief) return refused('access-denied');
  const stale = refusalOfVersion(request, known);
  if (stale) return stale;
  const { sharing, task, now } = known;
  if (isClosed(task.status)) return { unchanged: true };
  // What its assignee owes to a step is not paid by giving it up, whatever else the assignee is to the task.
  const holds = known.isAssignee && isOwedToStep(known);
  return {
    ...openChange(request, known, closed(sharing)),
    fields: {
      ...partyFields(holderOf(sharing)),
      sharing: 1,
      status: 'Dropped',
      finishedAt: now,
      endVersion: task.documentVersion,
      ...(holds ? { holdsStep: true } : {}),
    },
    advancesWorkflow: true,
  };
}
