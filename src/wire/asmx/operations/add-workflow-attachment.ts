import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/** Attaches a version of a document to an active task (docs/legacy/operations.md#addworkflowattachment). */
export const addWorkflowAttachment: Handler<'AddWorkflowAttachment'> = simple((operations, asked, parameters) =>
  operations.addWorkflowAttachment({
    ...asked,
    taskId: parameters.taskId,
    documentPath: parameters.documentPath ?? '',
    versionNumber: parameters.versionNumber,
  }),
);
