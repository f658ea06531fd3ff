import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** operations.md 6 AddWorkflowAttachment / RemoveWorkflowAttachment. */
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
