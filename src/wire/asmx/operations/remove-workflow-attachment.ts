import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/** Takes an attached version of a document off an active task (docs/legacy/operations.md#removeworkflowattachment). */
export const removeWorkflowAttachment: Handler<'RemoveWorkflowAttachment'> = simple((operations, asked, parameters) =>
  operations.removeWorkflowAttachment({
    ...asked,
    taskId: parameters.taskId,
    documentPath: parameters.documentPath ?? '',
    versionNumber: parameters.versionNumber,
  }),
);
