import { activeTier, started, stopped } from './tiers.ts';
import { isAsked, type Claim, type Sharing } from './share.ts';
import { shareOf, type Actor } from './standing.ts';

/**
 * Somebody takes the task for himself: on his own share, else on one of a team of his, else on the first that is asked,
 * else on none. No tier runs out any more.
 */
export function claim(
  sharing: Sharing,
  claimant: Claim['claimant'],
  actor: Actor | null,
  more: Pick<Claim, 'claimedAt' | 'namedAs'>,
): Sharing {
  const share = (actor && shareOf(sharing.shares, actor)) ?? sharing.shares.find(isAsked);
  return {
    ...sharing,
    shares: sharing.shares.map(stopped),
    claim: { claimant, ...more, shareId: share?.id ?? null },
  };
}

/** The claim ends, and the tier whose turn it is has all its minutes again. */
export function release(sharing: Sharing, at: Date): Sharing {
  const tier = activeTier(sharing);
  return {
    ...sharing,
    shares: sharing.shares.map((share) => (share === tier ? started(share, at) : share)),
    claim: null,
  };
}
