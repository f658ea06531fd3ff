import { isAsked, isSameParty, type Decision, type Party, type Share, type Sharing } from './share.ts';

/** The share that an open task is seen by: the one that is claimed, else the first that is asked. */
export const heldShare = ({ shares, claim }: Sharing): Share | undefined =>
  claim ? shares.find(({ id }) => id !== null && id === claim.shareId) : shares.find(isAsked);

/** The one person or team that an open task is shown with: the claimant, else who was asked first, else nobody. */
export const holderOf = (sharing: Sharing): Party | null =>
  sharing.claim?.claimant ?? heldShare(sharing)?.party ?? null;

/** 1: only the holder may act. 2: others may too. */
const levelOf = ({ shares, claim }: Sharing): 1 | 2 => (!claim && shares.filter(isAsked).length > 1 ? 2 : 1);

/** What the column of an open task says of the shares that are kept of it. */
export const keptLevel = (sharing: Sharing | null): 0 | 1 | 2 => (sharing ? levelOf(sharing) : 0);

/** What the columns of a task say of its holder. */
export interface HolderFields {
  readonly assigneeId: number | null;
  readonly teamId: number | null;
  readonly redirectedFromId: number | null;
  /** Left out where nobody was asked for what is claimed: the claimant's decision has no other place than the task. */
  readonly approvalStatus?: Decision;
  readonly sharing: 1 | 2;
}

/** The holder of an open task, as columns of the task. */
export function holderFields(sharing: Sharing): HolderFields {
  const holder = holderOf(sharing);
  const share = heldShare(sharing);
  return {
    ...partyFields(holder),
    // Said of a share as long as its own party is the holder.
    redirectedFromId: share && holder && isSameParty(share.party, holder) ? share.redirectedFromId : null,
    ...(sharing.claim && !share ? {} : { approvalStatus: share?.decision ?? 'NoResult' }),
    sharing: levelOf(sharing),
  };
}

export const partyFields = (party: Party | null): Pick<HolderFields, 'assigneeId' | 'teamId'> => ({
  assigneeId: party?.kind === 'user' ? party.id : null,
  teamId: party?.kind === 'team' ? party.id : null,
});

/** What is left of shares when their task is closed: who was asked is not asked any more, and nobody's turn comes. */
export const closed = (sharing: Sharing): Sharing => ({
  ...sharing,
  shares: sharing.shares
    .filter(({ state }) => state !== 'later')
    .map((share) => (isAsked(share) ? { ...share, state: 'left', endsAt: null } : share)),
});
