import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'changeTaskDueDate'> = {
  'status-not-eligible': { text: 'Task not active' },
  'due-date-past': { text: 'Due date in the past' },
  'access-denied': { code: 4000 },
};

/**
 * Moves the due date of an active task; the task becomes DueDateChanged
 * (docs/legacy/operations.md#changetaskduedate).
 */
export const changeTaskDueDate: Handler<'ChangeTaskDueDate'> = simple(
  (operations, asked, parameters) =>
    operations.changeTaskDueDate({
      ...asked,
      taskId: parameters.taskId,
      newDueAt: parameters.newDueDate,
      allowedStartHours: parameters.allowedStartTimeSpan,
    }),
  WORDS,
);
