import { isTier, nextTier, started, type Reach, type TierStart } from './tiers.ts';
import { isAsked, isSameParty, isToCome, newShare, type Ask, type Asking, type Share, type Sharing } from './share.ts';

/** Asks these parties instead of all that were asked before; one of them sets the rule to `all`, several to `any`. */
export const replaceShares = (sharing: Sharing, asks: readonly Ask[], asking: Asking): Sharing => ({
  ...sharing,
  shares: withoutRepeats(asks).map((ask) => newShare(ask, asking)),
  rule: withoutRepeats(asks).length > 1 ? 'any' : 'all',
  claim: null,
});

/**
 * Asks one tier now and the others one after the other; the same party may have several turns. Unless told, the first
 * one is asked, from now on.
 */
export const replaceByTiers = (
  sharing: Sharing,
  tiers: readonly Ask[],
  asking: Asking,
  { over, from }: TierStart = { over: 0, from: asking.assignedAt },
): Sharing => ({
  ...sharing,
  shares: tiers
    .slice(over)
    .map((tier) => newShare(tier, asking))
    .map((share, index) => (index === 0 ? started(share, from) : { ...share, state: 'later' })),
  rule: tiers.length > 1 ? 'any' : 'all',
  claim: null,
});

/** Nobody is asked any more. */
export const removeAllShares = (sharing: Sharing): Sharing => ({ ...sharing, shares: [], claim: null });

/** Asks one party more, behind all that are asked; its share, or the one it has already. */
export function addShare(sharing: Sharing, ask: Ask, asking: Asking): Sharing {
  const share = newShare(ask, asking);
  return {
    ...sharing,
    shares: [...sharing.shares.filter((each) => !isToCome(each)), share, ...sharing.shares.filter(isToCome)],
  };
}

/** The share by which this party is asked, or has done its part; a tier to come is neither. */
export const knownShare = ({ shares }: Sharing, ask: Pick<Ask, 'party'>): Share | undefined => {
  const known = shares.filter((share) => !isToCome(share) && isSameParty(share.party, ask.party));
  return known.find(isAsked) ?? known[0];
};

/**
 * Takes one share away. A claim on it ends with it; a tier that was asked hands over to the next one, and behind the
 * last the task stays as it is: a removal is no time-out.
 */
export function removeShare(sharing: Sharing, removed: Share, at: Date, reach: Reach): Sharing {
  const left: Sharing = {
    ...sharing,
    shares: sharing.shares.filter((share) => share !== removed),
    claim: sharing.claim && sharing.claim.shareId === removed.id ? null : sharing.claim,
  };
  return isAsked(removed) && isTier(removed) ? nextTier(left, at, reach) : left;
}

const withoutRepeats = (asks: readonly Ask[]): readonly Ask[] =>
  asks.filter((ask, index) => asks.findIndex(({ party }) => isSameParty(party, ask.party)) === index);
