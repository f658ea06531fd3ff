import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/** Corrects the finish date of a completed task (docs/legacy/operations.md#updatetaskfinishdate). */
export const updateTaskFinishDate: Handler<'UpdateTaskFinishDate'> = simple((operations, asked, parameters) =>
  operations.updateTaskFinishDate({ ...asked, taskId: parameters.taskId, finishedAt: parameters.finishDate }),
);
