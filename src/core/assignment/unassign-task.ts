import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { removeAllShares } from '../shares/change-shares.ts';
import { NOTHING_FOUND, personOf, type PartyName, type PersonRefusal } from './named-parties.ts';
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
  /** Who is to stand in history as ending the assignment, beside the caller. It gives that person no right. */
  readonly assigner?: Extract<PartyName, { kind: 'user' }>;
  readonly comment?: string | null;
}

export const namesOfUnassignment = ({ assigner }: Pick<Unassignment, 'assigner'>): readonly PartyName[] =>
  assigner ? [assigner] : [];

export type UnassignmentRefusal = TaskRefusal | StateRefusal | 'access-denied' | PersonRefusal | 'document-offline';

/** May this caller leave the task to nobody? Where nobody is asked already it is accepted all the same. */
export function decideUnassignment(
  request: Unassignment,
  facts: SharingFacts,
): SharingChange | Refused<UnassignmentRefusal> {
  const known = knownSharing(facts, 'assign');
  if (isRefused(known)) return known;
  if (!known.isAssignee && !known.isChief) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known);
  if (refusal) return refusal;
  const assigner = request.assigner && personOf(request.assigner, facts.found[0] ?? NOTHING_FOUND);
  if (assigner && isRefused(assigner)) return { ...assigner, at: -1 };
  const offline = refusalOfDocument(known);
  if (offline) return offline;

  return openChange(request, known, removeAllShares(known.sharing), {
    reason: request.comment ?? null,
    ...(assigner ? { details: { unassignedById: assigner.id } } : {}),
  });
}
