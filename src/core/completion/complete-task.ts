import type { CompletionFacts, CompletableTask } from './completion-facts.ts';
import { isRefused, refused, type Refusal, type Refused } from '../refusal.ts';
import { stopsWorkflow, type Rejection } from './rejection.ts';
import { completeOwnShare, ownTask, type OwnCompletion } from './own-share.ts';
import { spoken } from '../tasks/own-shares.ts';
import { firstUnmet, type Unmet } from './requirements.ts';
import { isAdHoc } from '../tasks/ad-hoc.ts';
import { storedComment } from '../tasks/set-task-comment.ts';
import {
  taskWrite,
  type SharingFields,
  type TaskChange,
  type TaskEffects,
  type TaskWrite,
} from '../tasks/task-change.ts';
import { callerAndTask, type ChangeRefusal, type TaskRequest } from '../tasks/task-facts.ts';
import { refusalOfClosed, type ClosedRefusal } from '../tasks/task-status.ts';
import { isStale } from '../tasks/task-version.ts';

export interface CompletionRequest extends TaskRequest {
  /** Empty leaves the comment alone. */
  readonly comments: string;
}

/** The change to write; with a refusal, nothing but the comment is written and the call is refused. */
export interface CommentedChange<R extends Refusal> {
  readonly change: TaskChange;
  readonly refusal: R | null;
}

export type CompletionRefusal = ChangeRefusal | ClosedRefusal | 'document-offline' | Unmet;

/**
 * May this caller complete the task? Only its assignee may, supervisors and administrators reassign it first. A comment
 * is stored before the requirements are looked at, counts for them, and stays when they refuse
 * (docs/legacy/operations.md#comments-of-a-refused-completion). While the document is offline it cannot be stored, and
 * nothing is.
 */
export function decideCompletion(
  request: CompletionRequest,
  facts: CompletionFacts,
  rejection: Rejection = 'stop',
): CommentedChange<Unmet> | Refused<CompletionRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  const { task } = known;
  if (!task.callerIsAssignee) return refused('access-denied');
  if (isStale(request, task)) return refused('version-mismatch');
  const closed = refusalOfClosed(task.status);
  if (closed) return refused(closed);
  if (task.documentOffline) return refused('document-offline');

  const write = taskWrite('CompleteTask', request, known);
  const comments = request.comments === '' ? undefined : storedComment(request.comments);
  const kept = comments === undefined ? {} : { comments };
  const words = comments === undefined ? {} : { message: comments };
  const refusal = firstUnmet({ ...ownTask(known), ...kept }, facts.now);
  if (refusal) return keptComment({ ...write, ...spoken(known, kept, words) }, refusal);

  const own = completeOwnShare(known, facts.now, words);
  if (own) return { change: { ...write, ...sharedCompletion(task, own, kept, rejection) }, refusal: null };
  return {
    change: {
      ...write,
      fields: { ...kept, status: 'Completed', finishedAt: facts.now, endVersion: task.documentVersion },
      ...effectsOfCompletion(task, rejection),
    },
    refusal: null,
  };
}

/** A share that is done; with the last one that was wanted the task is completed, and has its effects. */
export const sharedCompletion = (
  task: CompletableTask,
  { decision, fields, sharing }: OwnCompletion,
  more: SharingFields,
  rejection: Rejection,
): Omit<TaskChange, keyof TaskWrite> => ({
  fields: { ...fields, ...more },
  ...(sharing ? { sharing } : {}),
  ...(decision === null ? {} : effectsOfCompletion({ ...task, approvalStatus: decision }, rejection)),
});

/** A refusal that keeps the comment, if there is one to keep. */
export const keptComment = <R extends Refusal>(change: TaskChange, refusal: R): CommentedChange<R> | Refused<R> =>
  change.fields.comments === undefined ? refused(refusal) : { change, refusal };

/** Notices of completion (docs/legacy/operations.md#mail), and whether the workflow advances or stops. */
export function effectsOfCompletion(task: CompletableTask, rejection: Rejection): TaskEffects {
  const told = toldOfCompletion(task);
  return {
    ...(told.length > 0 ? { notices: told.map((recipientId) => ({ topic: 'TaskCompleted', recipientId })) } : {}),
    advancesWorkflow: true,
    ...(stopsWorkflow(task, rejection) ? { stopsWorkflow: true } : {}),
  };
}

/**
 * The assigner of a task that somebody added by hand asks for it there. A definition asks for the document's owner and
 * the task's supervisor.
 */
function toldOfCompletion(task: CompletableTask): readonly number[] {
  if (!task.notifyOnCompletion) return [];
  const asking = isAdHoc(task) ? [task.assignedById] : [task.documentOwnerId, task.supervisorId];
  return [...new Set(asking.filter((id) => id !== null))];
}
