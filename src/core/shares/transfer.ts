import { isAsked, isSameParty, isToCome, type Share, type Sharing } from './share.ts';
import { userParty } from './standing.ts';

/**
 * What one person is asked for, now or later, and his claim are another's from now on, under the same numbers; what he
 * has done stays his. Where the other would be asked twice, the first share remains, with what was said of both, and
 * with the minutes of a tier that was one of them.
 */
export function transferShares(sharing: Sharing, fromId: number, toId: number): Sharing {
  const taker = userParty(toId);
  const moved = sharing.shares.map((share) =>
    isMoved(share, fromId) ? { ...share, party: taker, namedAs: null } : share,
  );
  const [first, ...others] = moved.filter((share) => isAsked(share) && isSameParty(share.party, taker));
  const kept = first && others.reduce(joined, first);
  const { claim } = sharing;
  return {
    ...sharing,
    shares: moved.filter((share) => !others.includes(share)).map((share) => (kept && share === first ? kept : share)),
    claim: claim && {
      ...claim,
      ...(isSameParty(claim.claimant, userParty(fromId)) ? { claimant: taker, namedAs: null } : {}),
      shareId: first && others.some(({ id }) => id === claim.shareId) ? first.id : claim.shareId,
    },
  };
}

/** Is there anything of this person to be moved? */
export const isConcerned = ({ shares, claim }: Sharing, userId: number): boolean =>
  shares.some((share) => isMoved(share, userId)) || (claim !== null && isSameParty(claim.claimant, userParty(userId)));

const isMoved = (share: Share, userId: number): boolean =>
  (isAsked(share) || isToCome(share)) && isSameParty(share.party, userParty(userId));

const joined = (kept: Share, other: Share): Share => ({
  ...kept,
  message: kept.message ?? other.message,
  decision: kept.decision === 'NoResult' ? other.decision : kept.decision,
  ...(kept.slaMinutes === null ? { slaMinutes: other.slaMinutes, endsAt: other.endsAt } : {}),
});
