import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import { isNoDate } from '../values/no-date.ts';
import type { OwnWords } from '../answer/outcome.ts';

const WORDS: OwnWords<'updateTaskStatus'> = { 'task-reassigned': { text: 'this task has been reassigned' } };

/** Puts a task of the user into another state (docs/legacy/operations.md#updatetaskstatus). */
export const updateTaskStatus: Handler<'UpdateTaskStatus'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.updateTaskStatus({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    taskStatus: parameters.taskStatus,
    finishedAt: isNoDate(parameters.finishDate) ? null : parameters.finishDate,
    comments: parameters.comments,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
