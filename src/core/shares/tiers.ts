import { isAsked, isSameParty, isToCome, type Party, type Share, type Sharing } from './share.ts';
import { heldShare } from './holder.ts';

/** Whom a tier reaches when its turn comes, by way of redirections; null for somebody who is disabled by then. */
export type Reach = (party: Party) => { readonly party: Party; readonly redirectedFromId: number | null } | null;

/** Whether the minutes of the first tier count from the call that asks it, or from the start of the task. */
export type TierClock = 'tier' | 'task';

const MINUTE_MS = 60_000;

export const isTier = ({ slaMinutes }: Share): boolean => slaMinutes !== null;

/** The tier whose turn it is. */
export const activeTier = ({ shares }: Sharing): Share | undefined =>
  shares.find((share) => isAsked(share) && isTier(share));

/** A tier that is asked, and whose minutes are over at this moment. */
export const isOver = (share: Share, at: Date): boolean =>
  isAsked(share) && share.endsAt !== null && share.endsAt <= at;

/** A tier whose minutes count from this moment. */
export const started = (share: Share, from: Date): Share => ({
  ...share,
  endsAt: share.slaMinutes ? new Date(from.getTime() + share.slaMinutes * MINUTE_MS) : null,
});

/** Where a chain of tiers begins. */
export interface TierStart {
  /** Tiers that are over before the first one is asked. */
  readonly over: number;
  /** From when the minutes of the one that is asked count. */
  readonly from: Date;
}

/**
 * Where a chain begins at this moment, when the minutes of its tiers count from another, one tier after the other. The
 * last tier is never over yet: the clock ends it, and does what is to be done then.
 */
export function tierStart(minutes: readonly number[], from: Date, at: Date): TierStart {
  let start: TierStart = { over: 0, from };
  for (const each of minutes.slice(0, -1)) {
    const end = new Date(start.from.getTime() + each * MINUTE_MS);
    if (each === 0 || end > at) break;
    start = { over: start.over + 1, from: end };
  }
  return start;
}

/** No tier runs out: what a claim does for good. */
export const stopped = (share: Share): Share => (share.endsAt ? { ...share, endsAt: null } : share);

/**
 * Asks the next tier that reaches somebody who is not asked already; those it goes past are over. It stands behind all
 * that were asked before. Without one nothing is left of the tiers.
 */
export function nextTier(sharing: Sharing, at: Date, reach: Reach): Sharing {
  const present = sharing.shares.filter((share) => !isToCome(share));
  const toCome = sharing.shares.filter(isToCome);
  for (const [index, tier] of toCome.entries()) {
    const reached = reach(tier.party);
    if (!reached || present.some((share) => isAsked(share) && isSameParty(share.party, reached.party))) continue;
    const asked = started({ ...tier, ...reached, state: 'asked', assignedAt: at }, at);
    return { ...sharing, shares: [...present, sharing.claim ? stopped(asked) : asked, ...toCome.slice(index + 1)] };
  }
  return { ...sharing, shares: present };
}

/** The share that skipping takes away: the tier whose turn it is, else the one that is claimed, else the first asked. */
export const skippedShare = (sharing: Sharing): Share | undefined =>
  activeTier(sharing) ?? heldShare(sharing) ?? sharing.shares.find(isAsked);

/** The turn of a share is over at this moment, and with it any claim; the next tier is asked. */
export const endTurn = (sharing: Sharing, over: Share, at: Date, reach: Reach): Sharing =>
  nextTier({ ...sharing, claim: null, shares: sharing.shares.filter((share) => share !== over) }, at, reach);
