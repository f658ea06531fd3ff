import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'completeTask'> = { 'task-completed': { text: 'Task already completed' } };

/** Completes a task of the user, once everything the task requires is done (docs/legacy/operations.md#completetask). */
export const completeTask: Handler<'CompleteTask'> = simple(
  (operations, asked, parameters) =>
    operations.completeTask({ ...asked, taskId: parameters.taskId, comments: parameters.comments ?? '' }),
  WORDS,
);
