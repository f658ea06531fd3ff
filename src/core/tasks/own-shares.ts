import { closed, holderFields } from '../shares/holder.ts';
import { sharesToResolve, withWords, type Words } from '../shares/resolve.ts';
import { isToCome, type Sharing } from '../shares/share.ts';
import { stopped } from '../shares/tiers.ts';
import type { SharingFields, TaskChange } from './task-change.ts';
import type { CallerAndTask } from './task-facts.ts';

/** A part of a change: what a task that is shared has to write beside, or instead of, what others write. */
export type Part = Pick<TaskChange, 'fields' | 'sharing'>;

/** The shares that the caller acts on. */
export const sharesOf = (known: CallerAndTask, sharing: Sharing) =>
  sharesToResolve(sharing, { id: known.caller.id, teamIds: known.task.callerTeamIds });

/** A change of what the caller says of the task; where it is shared, of the caller's own share. */
export function spoken(known: CallerAndTask, fields: SharingFields, words: Words): Part {
  const { sharing } = known.task;
  if (!sharing) return { fields };
  const shares = sharesOf(known, sharing);
  // Claimed while nobody was asked: there is no share to keep what the claimant says.
  if (shares.length === 0) return { fields };
  const after = withWords(sharing, shares, words);
  const { approvalStatus } = holderFields(after);
  const isDecided = fields.approvalStatus !== undefined && approvalStatus !== undefined;
  return { fields: isDecided ? { ...fields, approvalStatus } : fields, sharing: after };
}

/** The end of the task for everybody who was asked. */
export const endedForAll = (sharing: Sharing | null, fields: SharingFields): Part =>
  sharing ? { fields: { ...fields, sharing: 1 }, sharing: closed(sharing) } : { fields };

/** Nobody's turn comes any more, and whoever is asked has no limit. */
export const withoutTiers = ({ task }: CallerAndTask, part: Part): Part => {
  const sharing = part.sharing ?? task.sharing;
  if (!sharing) return part;
  return { ...part, sharing: { ...sharing, shares: sharing.shares.filter((s) => !isToCome(s)).map(stopped) } };
};
