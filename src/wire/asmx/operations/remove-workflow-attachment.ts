import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** Takes an attached version of a document off an active task (docs/legacy/operations.md#removeworkflowattachment). */
export const removeWorkflowAttachment: Handler<'RemoveWorkflowAttachment'> = async (parameters, call, means) => {
  const { operations, outcomes } = means;
  const outcome = await operations.removeWorkflowAttachment({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    documentPath: parameters.documentPath ?? '',
    versionNumber: parameters.versionNumber,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
