import { completedFields, endedSharing } from '../shares/ended.ts';
import { holderFields } from '../shares/holder.ts';
import { addDoneShare, decisionOf, isMet, resolveShares, type Words } from '../shares/resolve.ts';
import { userParty } from '../shares/standing.ts';
import { sharesOf, type Part } from '../tasks/own-shares.ts';
import type { CallerAndTask } from '../tasks/task-facts.ts';
import type { CompletableTask } from './completion-facts.ts';

/** The task as its demands are put to the caller: by what is said in the caller's own share. */
export function ownTask({ caller, task }: CallerAndTask<CompletableTask>): CompletableTask {
  const [share] = task.sharing ? sharesOf({ caller, task }, task.sharing) : [];
  return share ? { ...task, comments: share.message ?? '', approvalStatus: share.decision } : task;
}

/** What the caller's own share makes of a task that is shared. */
export interface OwnCompletion extends Part {
  /** The decision of the task that is completed by it; null while others are still asked. */
  readonly decision: CompletableTask['approvalStatus'] | null;
}

/**
 * The caller does the share that is the caller's own, or where the caller has claimed what nobody was asked for, one that
 * is made for it; null for a task that is not shared.
 */
export function completeOwnShare(known: CallerAndTask<CompletableTask>, at: Date, words: Words): OwnCompletion | null {
  const { caller, task } = known;
  if (!task.sharing) return null;
  const before = task.sharing;
  const own = sharesOf(known, before);
  const how = { at, byId: caller.id, demandsDecision: task.requirements.includes('Approval'), words };
  // Whoever has claimed what nobody was asked for has no share yet, and has decided on the task itself.
  const after =
    own.length > 0
      ? resolveShares(before, own, how)
      : addDoneShare(before, userParty(caller.id), { ...how, words: { decision: task.approvalStatus, ...words } });
  if (!isMet(after)) return { fields: holderFields(after), sharing: after, decision: null };
  const fields = completedFields(before, after, { at, documentVersion: task.documentVersion });
  return { fields, sharing: endedSharing(before, after), decision: decisionOf(after) };
}
