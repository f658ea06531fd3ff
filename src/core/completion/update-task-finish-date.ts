import { isRefused, refused, type Refused } from '../refusal.ts';
import { taskWrite, type TaskChange } from '../tasks/task-change.ts';
import {
  callerAndTask,
  type ChangeRefusal,
  isPermitted,
  type TaskFacts,
  type TaskRequest,
} from '../tasks/task-facts.ts';
import { isStale } from '../tasks/task-version.ts';

export interface FinishDateRequest extends TaskRequest {
  /** Any moment, past or future. */
  readonly finishedAt: Date;
}

export type FinishDateRefusal = ChangeRefusal | 'task-not-completed';

/** May this caller correct when the task was completed? Checks as in docs/legacy/operations.md#updatetaskfinishdate. */
export function decideFinishDate(
  request: FinishDateRequest,
  facts: TaskFacts,
): TaskChange | Refused<FinishDateRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (!isPermitted(known, 'ChangeFinishdate')) return refused('access-denied');
  if (isStale(request, known.task)) return refused('version-mismatch');
  if (known.task.status !== 'Completed') return refused('task-not-completed');

  return { ...taskWrite('UpdateTaskFinishDate', request, known), fields: { finishedAt: request.finishedAt } };
}
