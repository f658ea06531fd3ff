import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** Corrects the finish date of a completed task (docs/legacy/operations.md#updatetaskfinishdate). */
export const updateTaskFinishDate: Handler<'UpdateTaskFinishDate'> = async (parameters, call, means) => {
  const { operations, outcomes } = means;
  const outcome = await operations.updateTaskFinishDate({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    finishedAt: parameters.finishDate,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
