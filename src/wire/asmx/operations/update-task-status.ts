import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../outcome.ts';

const WORDS: OwnWords = { 'task-reassigned': { text: 'this task has been reassigned' } };

/**
 * LEGACY: .NET's DateTime.MinValue, 0001-01-01T00:00:00, leaves the date out (operations.md 6 UpdateTaskStatus). It is
 * in the client's zone or ours, so that the instant may be a day off.
 */
const LATEST_OMITTED = Date.parse('0001-01-02T12:00:00Z');

/** operations.md 6 UpdateTaskStatus. */
export const updateTaskStatus: Handler<'UpdateTaskStatus'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.updateTaskStatus({
    credential: ticket(parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    taskStatus: parameters.taskStatus,
    finishedAt: parameters.finishDate.getTime() <= LATEST_OMITTED ? null : parameters.finishDate,
    comments: parameters.comments,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
