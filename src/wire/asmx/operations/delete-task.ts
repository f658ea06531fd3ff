import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

const WORDS: OwnWords<'deleteTask'> = { 'access-denied': { text: 'Permission error', code: 4000 } };

/**
 * Removes a task, or drops an ad hoc one whose workflow definition has changed since
 * (docs/legacy/operations.md#deletetask).
 */
export const deleteTask: Handler<'DeleteTask'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.deleteTask({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
