import { effectsOfCompletion, keptComment, sharedCompletion, type CommentedChange } from './complete-task.ts';
import type { CompletableTask, CompletionFacts } from './completion-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import type { Rejection } from './rejection.ts';
import { completeOwnShare, ownTask } from './own-share.ts';
import { endedForAll, spoken, withoutTiers } from '../tasks/own-shares.ts';
import { firstUnmet, type Unmet } from './requirements.ts';
import { storedComment } from '../tasks/set-task-comment.ts';
import { holdOf } from '../tasks/step-hold.ts';
import { taskWrite, type TaskChange, type TaskFields } from '../tasks/task-change.ts';
import { callerAndTask, type CallerAndTask, type ChangeRefusal, type TaskRequest } from '../tasks/task-facts.ts';
import {
  isOpen,
  TASK_STATUS_NUMBERS,
  TASK_STATUSES,
  type ClosedRefusal,
  type TaskStatus,
} from '../tasks/task-status.ts';
import { isStale } from '../tasks/task-version.ts';

export interface StatusRequest extends TaskRequest {
  /**
   * A status number, from -2 reassigned to 30 completed (docs/legacy/operations.md#task-status); any other is refused.
   */
  readonly taskStatus: number;
  /** Null when the caller left it out. */
  readonly finishedAt: Date | null;
  /**
   * Empty clears; null or nothing but white space leaves the comment alone
   * (docs/legacy/operations.md#comments-in-updatetaskstatus).
   */
  readonly comments: string | null;
}

export type StatusRefusal = ChangeRefusal | ClosedRefusal | 'document-offline' | 'status-not-eligible' | Unmet;

/**
 * May this caller put the task into that state? From a state that is not closed any state can be reached
 * (docs/legacy/operations.md#changes-of-status) but Reassigned, which only ReassignTask makes, with a successor.
 * Completing a task needs what CompleteTask needs: its start, its document and its requirements. A comment is stored
 * first and stays when the state is refused, unless it cannot be stored: then nothing is.
 */
export function decideStatus(
  request: StatusRequest,
  facts: CompletionFacts,
  rejection: Rejection = 'stop',
): CommentedChange<StatusRefusal> | Refused<StatusRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  const { task } = known;
  if (!task.callerIsAssignee) return refused('access-denied');
  if (isStale(request, task)) return refused('version-mismatch');
  const ended = ENDED[task.status];
  if (ended) return refused(ended);

  const comments = commentOf(request.comments);
  const status = statusOf(request.taskStatus);
  const completes = status === 'Completed';
  if (completes && task.status === 'NotStarted') return refused('task-not-started');
  if (task.documentOffline && (completes || changesComment(task, comments))) return refused('document-offline');

  const write = taskWrite('UpdateTaskStatus', request, known);
  const kept = comments === undefined ? {} : { comments };
  const words = comments === undefined ? {} : { message: comments };
  const part = spoken(known, kept, words);
  if (!status) return keptComment({ ...write, ...part }, 'status-not-eligible');
  const unmet = completes ? firstUnmet({ ...ownTask(known), ...kept }, facts.now) : null;
  if (unmet) return keptComment({ ...write, ...part }, unmet);

  const dates = datesOf(status, request, task, facts.now);
  const own = completes ? completeOwnShare(known, facts.now, words) : null;
  if (own) {
    const more = own.decision === null ? kept : { ...kept, ...dates };
    return { change: { ...write, ...sharedCompletion(task, own, more, rejection) }, refusal: null };
  }
  return {
    change: {
      ...write,
      ...sharesBehind(status, known, part, {
        ...kept,
        status,
        ...dates,
        ...(status === 'Dropped' ? holdOf(known) : {}),
      }),
      ...(completes ? effectsOfCompletion(task, rejection) : {}),
      // A workflow whose last open task was given up must not wait for it (docs/legacy/operations.md#completetask).
      ...(status === 'Dropped' ? { advancesWorkflow: true } : {}),
    },
    refusal: null,
  };
}

/** A task that is shared is dropped for all who were asked, and has no tiers once it is put back. */
function sharesBehind(
  status: TaskStatus,
  known: CallerAndTask<CompletableTask>,
  part: Pick<TaskChange, 'sharing'>,
  fields: TaskFields,
): Pick<TaskChange, 'fields' | 'sharing'> {
  if (status === 'Dropped') return endedForAll(part.sharing ?? known.task.sharing, fields);
  const spokenPart = { ...part, fields };
  return status === 'NotStarted' ? withoutTiers(known, spokenPart) : spokenPart;
}

/** The closed states, with their refusals. */
const ENDED: Readonly<Partial<Record<TaskStatus, ClosedRefusal>>> = {
  Completed: 'task-completed',
  Dropped: 'task-dropped',
  Reassigned: 'task-reassigned',
};

const statusOf = (number: number): TaskStatus | undefined =>
  TASK_STATUSES.find((status) => status !== 'Reassigned' && TASK_STATUS_NUMBERS[status] === number);

function commentOf(comments: string | null): string | undefined {
  if (comments === null) return undefined;
  return comments !== '' && comments.trim() === '' ? undefined : storedComment(comments);
}

/** An empty comment changes nothing where there is no comment: clients that must send one send that. */
const changesComment = (task: CompletableTask, comments: string | undefined): boolean =>
  comments !== undefined && (comments !== '' || task.comments !== '');

/** A finish date of the caller's own counts only where the task allows it; a task that goes on has none. */
function datesOf(
  status: TaskStatus,
  { finishedAt }: StatusRequest,
  { status: oldStatus, permissions, documentVersion }: CompletableTask,
  now: Date,
): TaskFields {
  if (status === 'Completed' || status === 'Dropped') {
    const own = permissions.includes('ChangeFinishdate') ? finishedAt : null;
    return { finishedAt: own ?? now, endVersion: documentVersion };
  }
  return { finishedAt: null, ...(oldStatus === 'NotStarted' && isOpen(status) ? { startedAt: now } : {}) };
}
