import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import { isNoDate } from '../values/no-date.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'updateTaskStatus'> = { 'task-reassigned': { text: 'this task has been reassigned' } };

/** Puts a task of the user into another state (docs/legacy/operations.md#updatetaskstatus). */
export const updateTaskStatus: Handler<'UpdateTaskStatus'> = simple(
  (operations, asked, parameters) =>
    operations.updateTaskStatus({
      ...asked,
      taskId: parameters.taskId,
      taskStatus: parameters.taskStatus,
      finishedAt: isNoDate(parameters.finishDate) ? null : parameters.finishDate,
      comments: parameters.comments,
    }),
  WORDS,
);
