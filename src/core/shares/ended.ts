import { closed, partyFields } from './holder.ts';
import { decisionOf } from './resolve.ts';
import { isDone, type Party, type Share, type Sharing } from './share.ts';

/** The shares of a task that is completed; who had claimed it is kept. */
export const endedSharing = (before: Sharing, after: Sharing): Sharing =>
  closed(isResolvedBetween(before, after) ? { ...after, claim: before.claim } : after);

/** The columns of a task whose shares are done: it is seen with whoever did the last of them. */
export const completedFields = (
  before: Sharing,
  after: Sharing,
  { at, documentVersion }: { readonly at: Date; readonly documentVersion: number | null },
) =>
  ({
    ...partyFields(before.claim && isResolvedBetween(before, after) ? before.claim.claimant : lastDone(after)),
    approvalStatus: decisionOf(after),
    sharing: 1,
    status: 'Completed',
    finishedAt: at,
    endVersion: documentVersion,
  }) as const;

/** Something was resolved by the change, not only taken away. */
const isResolvedBetween = (before: Sharing, after: Sharing): boolean =>
  after.shares.filter(isDone).length > before.shares.filter(isDone).length;

/** The party of the share that was resolved last. */
function lastDone({ shares }: Sharing): Party | null {
  const momentOf = (share: Share): number => share.resolvedAt?.getTime() ?? 0;
  const [last] = shares.filter(isDone).sort((one, other) => momentOf(other) - momentOf(one));
  return last?.party ?? null;
}
