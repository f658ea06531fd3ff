import { heldShare } from './holder.ts';
import { isSameParty, isToCome, newShare, type Ask, type Asking, type Share, type Sharing } from './share.ts';
import { shareOf, type Actor } from './standing.ts';

/** The shares of a task's successor. */
export interface Carried {
  /** The share whose place the receiver takes; undefined where nobody was asked. */
  readonly replaced: Share | undefined;
  /** The account that had claimed the task. */
  readonly claimantId: number | null;
  /** Null where the receiver has the successor alone, and nothing has to be kept of it. */
  readonly sharing: Sharing | null;
}

/**
 * What comes along when somebody hands a task over: the receiver takes the place of the caller's own share, or of the
 * one the task is seen by. The others come along with what they said and did, under new numbers; not the claim, nor
 * tiers to come, nor another share of the receiver.
 */
export function carryShares(sharing: Sharing, actor: Actor, receiver: Ask, asking: Asking): Carried {
  const replaced = shareOf(sharing.shares, actor) ?? heldShare(sharing);
  const others = sharing.shares.filter(
    (share) => share !== replaced && !isToCome(share) && !isSameParty(share.party, receiver.party),
  );
  const claimantId = sharing.claim?.claimant.kind === 'user' ? sharing.claim.claimant.id : null;
  if (others.length === 0) return { replaced, claimantId, sharing: null };
  const shares = [newShare(receiver, asking), ...others.map((share) => ({ ...share, id: null, endsAt: null }))];
  return { replaced, claimantId, sharing: { shares, rule: sharing.rule, afterTiers: 'open', claim: null, output: {} } };
}
