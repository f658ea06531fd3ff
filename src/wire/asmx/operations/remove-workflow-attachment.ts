import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** operations.md 6 AddWorkflowAttachment / RemoveWorkflowAttachment. */
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
