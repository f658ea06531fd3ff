import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'setTaskPriority'> = { 'access-denied': { code: 4000 } };

/** Sets the priority of a task that is not completed (docs/legacy/operations.md#settaskpriority). */
export const setTaskPriority: Handler<'SetTaskPriority'> = simple(
  (operations, asked, parameters) =>
    operations.setTaskPriority({ ...asked, taskId: parameters.taskId, priority: parameters.taskPriority }),
  WORDS,
);
