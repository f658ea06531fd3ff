import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/**
 * Records the assignee's decision on an active task, which stays open
 * (docs/legacy/operations.md#settaskapprovalstatus).
 */
export const setTaskApprovalStatus: Handler<'SetTaskApprovalStatus'> = async (parameters, call, means) => {
  const { operations, outcomes } = means;
  const outcome = await operations.setTaskApprovalStatus({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    decision: parameters.approvalDecision,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
