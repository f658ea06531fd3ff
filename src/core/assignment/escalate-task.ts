import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { closed, holderOf, partyFields } from '../shares/holder.ts';
import { isAsked, type Share, type Sharing } from '../shares/share.ts';
import { activeTier, endTurn, skippedShare } from '../shares/tiers.ts';
import { openChange, type SharingChange } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type KnownSharing,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface SkipRequest extends SharingRequest {
  readonly reason?: string | null;
}

export type SkipRefusal = TaskRefusal | StateRefusal | 'access-denied' | 'document-offline' | 'nobody-assigned';

/** May this caller end the turn of whoever is asked? Without anybody asked there is nothing to end. */
export function decideSkip(request: SkipRequest, facts: SharingFacts): SharingChange | Refused<SkipRefusal> {
  const known = knownSharing(facts, 'claim');
  if (isRefused(known)) return known;
  const { sharing, now } = known;
  const state = refusalOfState(known);
  const share = skippedShare(sharing);
  if (!state && !share && !sharing.claim) return refused('nobody-assigned');
  if (!known.isClaimant && !known.isChief) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? state ?? refusalOfDocument(known);
  if (refusal) return refusal;
  return turnOver(request, known, share, now, request.reason ?? null);
}

/** What is over, and what follows: the next tier, nobody, or the end of the task. */
function turnOver(
  request: SharingRequest,
  known: KnownSharing,
  share: Share | undefined,
  at: Date,
  reason: string | null,
): SharingChange {
  const { sharing, task, now } = known;
  const after = share ? endTurn(sharing, share, at, known.reach) : { ...sharing, claim: null };
  if (share && terminates(sharing, share, after)) {
    const ended = closed(sharing);
    return {
      ...openChange(request, known, ended, { reason }),
      fields: {
        ...partyFields(holderOf(sharing)),
        sharing: 1,
        status: 'Dropped',
        finishedAt: now,
        endVersion: task.documentVersion,
        // A time-out is no result: the step goes on waiting until somebody removes the task.
        ...(task.isInStep ? { holdsStep: true } : {}),
      },
    };
  }
  return openChange(request, known, after, { reason });
}

/** The last tier is over, nobody is asked beside it, and the task is to end then. */
const terminates = (before: Sharing, over: Share, after: Sharing): boolean =>
  before.afterTiers === 'terminate' && over.slaMinutes !== null && !after.shares.some(isAsked);

/** A tier that has run out, by the clock of the database. */
export const tierThatRanOut = (sharing: Sharing, now: Date): Share | undefined => {
  const tier = sharing.claim ? undefined : activeTier(sharing);
  return tier?.endsAt && tier.endsAt <= now ? tier : undefined;
};
