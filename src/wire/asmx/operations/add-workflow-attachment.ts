import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** Attaches a version of a document to an active task (docs/legacy/operations.md#addworkflowattachment). */
export const addWorkflowAttachment: Handler<'AddWorkflowAttachment'> = async (parameters, call, means) => {
  const { operations, outcomes } = means;
  const outcome = await operations.addWorkflowAttachment({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    documentPath: parameters.documentPath ?? '',
    versionNumber: parameters.versionNumber,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
