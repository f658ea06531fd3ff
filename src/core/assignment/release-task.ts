import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isAdministrator } from '../access/caller.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { release } from '../shares/claim.ts';
import { isAsked } from '../shares/share.ts';
import { openChange, type SharingChange } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfState,
  refusalOfVersion,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface ReleaseRequest extends SharingRequest {
  /** Whoever assigned the task may not end the claim; left out, he may. */
  readonly notByOwner?: boolean;
}

export type ReleaseRefusal = TaskRefusal | StateRefusal | 'access-denied' | 'task-not-claimed' | 'nobody-assigned';

/**
 * May this caller end the claim? What the claim is on is looked at before the right, which is the claimant's: without a
 * claim there is nobody to ask about. Giving back works while the document is offline too.
 */
export function decideRelease(request: ReleaseRequest, facts: SharingFacts): SharingChange | Refused<ReleaseRefusal> {
  const known = knownSharing(facts, 'claim');
  if (isRefused(known)) return known;
  const { sharing, now, task, caller } = known;
  const state = refusalOfState(known);
  if (!state && !sharing.claim) {
    return refused(sharing.shares.some(isAsked) ? 'task-not-claimed' : 'nobody-assigned');
  }
  const isChief = request.notByOwner ? task.callerIsSupervisor || isAdministrator(caller) : known.isChief;
  if (!known.isClaimant && !isChief) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? state;
  return refusal ?? openChange(request, known, release(sharing, now));
}
