import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'deleteTask'> = { 'access-denied': { text: 'Permission error', code: 4000 } };

/**
 * Removes a task, or drops an ad hoc one whose workflow definition has changed since
 * (docs/legacy/operations.md#deletetask).
 */
export const deleteTask: Handler<'DeleteTask'> = simple(
  (operations, asked, parameters) => operations.deleteTask({ ...asked, taskId: parameters.taskId }),
  WORDS,
);
