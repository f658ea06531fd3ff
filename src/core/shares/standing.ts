import { isAsked, type Party, type Share, type Sharing } from './share.ts';

/** An account and the teams that it is a member of, as far as shares name them. */
export interface Actor {
  readonly id: number;
  readonly teamIds: readonly number[];
}

export const isOwn = ({ party }: Pick<Share, 'party'>, { id }: Pick<Actor, 'id'>): boolean =>
  party.kind === 'user' && party.id === id;

export const isOfTeam = ({ party }: Pick<Share, 'party'>, { teamIds }: Actor): boolean =>
  party.kind === 'team' && teamIds.includes(party.id);

export const isClaimant = ({ claim }: Sharing, { id }: Pick<Actor, 'id'>): boolean =>
  claim?.claimant.kind === 'user' && claim.claimant.id === id;

/**
 * The assignee of an open task: whoever is asked, in person or as a member of a team; of a claimed one the claimant
 * alone. Who a tier will ask later is not yet one.
 */
export const isAssignee = (sharing: Sharing, actor: Actor): boolean =>
  sharing.claim
    ? isClaimant(sharing, actor)
    : sharing.shares.some((share) => isAsked(share) && (isOwn(share, actor) || isOfTeam(share, actor)));

/** The share that somebody acts on who may: his own first, else the first of a team of his. */
export const shareOf = (shares: readonly Share[], actor: Actor): Share | undefined => {
  const asked = shares.filter(isAsked);
  return asked.find((share) => isOwn(share, actor)) ?? asked.find((share) => isOfTeam(share, actor));
};

export const userParty = (id: number): Extract<Party, { readonly kind: 'user' }> => ({ kind: 'user', id });
