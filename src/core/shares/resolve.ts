import { resolutionOf } from './implied-share.ts';
import { isTier } from './tiers.ts';
import { isAsked, isDone, isSameParty, isToCome, newShare, type Decision, type Share, type Sharing } from './share.ts';
import { isOfTeam, isOwn, type Actor } from './standing.ts';

/**
 * What completing resolves. Of a claimed task: the share that is claimed, and all others in the claimant's own name.
 * Else all in the caller's own name, or where there is none the first of a team of his.
 */
export function sharesToResolve({ shares, claim }: Sharing, actor: Actor): readonly Share[] {
  const asked = shares.filter(isAsked);
  if (claim) {
    return asked.filter(({ id, party }) => id === claim.shareId || isSameParty(party, claim.claimant));
  }
  const own = asked.filter((share) => isOwn(share, actor));
  return own.length > 0 ? own : asked.filter((share) => isOfTeam(share, actor)).slice(0, 1);
}

/** How shares are resolved. */
export interface Resolving {
  readonly at: Date;
  /** Null for a claimant from outside. */
  readonly byId: number | null;
  /** Whether the task demands a decision; otherwise a share is simply completed. */
  readonly demandsDecision: boolean;
  /** What is said of the shares with it. */
  readonly words?: Words;
}

/** These shares are done. A claim ends with the share it is on, and tiers to come with the tier that is done. */
export function resolveShares(sharing: Sharing, resolved: readonly Share[], how: Resolving): Sharing {
  const endsTiers = resolved.some(isTier);
  return {
    ...sharing,
    shares: sharing.shares
      .filter((share) => !endsTiers || !isToCome(share))
      .map((share) => (resolved.includes(share) ? done(share, how) : share)),
    claim: sharing.claim && resolved.some(({ id }) => id === sharing.claim?.shareId) ? null : sharing.claim,
  };
}

/** Nobody was asked: whoever completes the task all the same gets a share that is done. */
export const addDoneShare = (sharing: Sharing, party: Share['party'], how: Resolving): Sharing => ({
  ...sharing,
  shares: [...sharing.shares, done(newShare({ party }, { assignedById: how.byId, assignedAt: how.at }), how)],
  claim: null,
});

/** What a party says of its share. */
export interface Words {
  readonly message?: string | null;
  readonly decision?: Decision;
}

/** The same shares with what their parties say of them. */
export const withWords = (sharing: Sharing, spoken: readonly Share[], words: Words): Sharing => ({
  ...sharing,
  shares: sharing.shares.map((share) => (spoken.includes(share) ? { ...share, ...words } : share)),
});

function done(share: Share, { at, byId, demandsDecision, words }: Resolving): Share {
  const spoken = { ...share, ...words };
  return {
    ...spoken,
    state: 'done',
    resolution: demandsDecision ? resolutionOf(spoken.decision) : 'completed',
    resolvedById: byId,
    resolvedAt: at,
    endsAt: null,
  };
}

/** Nothing more is wanted: by `all` somebody is done and nobody is asked, now or later; by `any` somebody is done. */
export const isMet = ({ shares, rule }: Sharing): boolean =>
  shares.some(isDone) && (rule === 'any' || !shares.some((share) => isAsked(share) || isToCome(share)));

/** The decision of a task whose shares are done: rejected by one is rejected. */
export function decisionOf({ shares }: Sharing): Decision {
  const decisions = shares.filter(isDone).map(({ decision }) => decision);
  if (decisions.includes('Rejected')) return 'Rejected';
  return decisions.includes('Approved') ? 'Approved' : 'NoResult';
}
