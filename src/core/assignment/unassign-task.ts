import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { removeAllShares } from '../shares/change-shares.ts';
import { openChange, type SharingChange } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface Unassignment extends SharingRequest {
  readonly comment?: string | null;
}

export type UnassignmentRefusal = TaskRefusal | StateRefusal | 'access-denied' | 'document-offline';

/** May this caller leave the task to nobody? Where nobody is asked already it is accepted all the same. */
export function decideUnassignment(
  request: Unassignment,
  facts: SharingFacts,
): SharingChange | Refused<UnassignmentRefusal> {
  const known = knownSharing(facts, 'assign');
  if (isRefused(known)) return known;
  if (!known.isAssignee && !known.isChief) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known) ?? refusalOfDocument(known);
  if (refusal) return refusal;

  return openChange(request, known, removeAllShares(known.sharing), { reason: request.comment ?? null });
}
