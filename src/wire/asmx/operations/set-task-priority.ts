import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

const WORDS: OwnWords<'setTaskPriority'> = { 'access-denied': { code: 4000 } };

/** Sets the priority of a task that is not completed (docs/legacy/operations.md#settaskpriority). */
export const setTaskPriority: Handler<'SetTaskPriority'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.setTaskPriority({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    priority: parameters.taskPriority,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
