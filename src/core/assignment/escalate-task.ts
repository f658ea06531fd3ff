import type { CallContext } from '../access/credential.ts';
import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { closed, holderOf, partyFields } from '../shares/holder.ts';
import { isAsked, isToCome, partyWords, type Share, type Sharing } from '../shares/share.ts';
import { endTurn, isOver, isTier, skippedShare, type Reach } from '../shares/tiers.ts';
import { refusalOfClosed } from '../tasks/task-status.ts';
import { openChange, type ChangedSharing, type Changing, type SharingChange } from './sharing-change.ts';
import {
  knownSharing,
  reachOf,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type SharedTask,
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
  return turnOver(request, known, share, { at: now, reason: request.reason ?? null });
}

/** A task of which a tier has run out, as it stood at one instant of the database. */
export interface EscalationFacts {
  readonly now: Date;
  readonly task: Pick<SharedTask, 'id' | 'version' | 'status' | 'documentVersion' | 'isInStep' | 'tierPeople'> & {
    readonly sharing: Sharing;
    /** When the clock was last ahead of a tier of it; null for never. */
    readonly lastEscalatedAt: Date | null;
  };
}

/**
 * The tier that has run out hands over to the next one, as of the moment when its time was over: the minutes of the next
 * one count from there. One step at a time: a next one whose time is over too is looked at again. A document that is
 * offline stops no clock. Null where nothing has run out any more.
 */
export function decideEscalation(context: CallContext, { now, task }: EscalationFacts): SharingChange | null {
  const { sharing } = task;
  const tier = sharing.claim ? undefined : sharing.shares.find((share) => isOver(share, now));
  if (!tier?.endsAt || refusalOfClosed(task.status)) return null;
  const request = { operation: 'Escalation', credential: { kind: 'system' as const }, context };
  const known = { now, task, sharing, caller: { id: null }, reach: reachOf(task) };
  const change = turnOver(request, known, tier, { at: tier.endsAt, reason: null });
  // Asked when the time was over already: nobody was told that there was something to do.
  const wasTold = tier.assignedAt < tier.endsAt && !(task.lastEscalatedAt && task.lastEscalatedAt >= tier.endsAt);
  return wasTold
    ? change
    : { ...change, notices: change.notices?.filter(({ topic }) => topic !== 'TaskWithdrawn') ?? [] };
}

/** When a turn is over, and with which words. */
interface TurnEnd {
  readonly at: Date;
  readonly reason: string | null;
}

interface Turning extends ChangedSharing {
  readonly task: Pick<SharedTask, 'id' | 'version' | 'documentVersion' | 'isInStep'>;
  readonly reach: Reach;
}

const NOBODY_LEFT = 'Task terminated as no more assignments pending and completion strategy is TERMINATE';

/** What is over, and what follows: the next tier, nobody, or the end of the task. */
function turnOver(request: Changing, known: Turning, share: Share | undefined, { at, reason }: TurnEnd): SharingChange {
  const { sharing, task, caller } = known;
  const after = share ? endTurn(sharing, share, at, known.reach) : { ...sharing, claim: null };
  const details = { turnEndedAt: at, ...passedOver(sharing, after) };
  if (!share || !terminates(sharing, share, after)) return openChange(request, known, after, { reason, details });

  const change = openChange(request, known, closed(sharing), { reason: reason ?? NOBODY_LEFT, details });
  return {
    ...change,
    fields: {
      ...partyFields(holderOf(sharing)),
      sharing: 1,
      status: 'Dropped',
      finishedAt: at,
      endVersion: task.documentVersion,
      // A time-out is no result: the step goes on waiting until somebody removes the task.
      ...(task.isInStep ? { holdsStep: true } : {}),
    },
    notices: [...(change.notices ?? []), { topic: 'TaskTimedOut', toSupervisors: true, exceptId: caller.id }],
  };
}

/** The last tier is over, nobody is asked beside it, and the task is to end then. */
const terminates = (before: Sharing, over: Share, after: Sharing): boolean =>
  before.afterTiers === 'terminate' && isTier(over) && !after.shares.some(isAsked);

/** Tiers whose turn came and that reached nobody. */
function passedOver(before: Sharing, after: Sharing): { readonly passedOver?: readonly unknown[] } {
  const passed = before.shares.filter((share) => isToCome(share) && !after.shares.some(({ id }) => id === share.id));
  return passed.length === 0 ? {} : { passedOver: passed.map(({ party }) => partyWords(party)) };
}
