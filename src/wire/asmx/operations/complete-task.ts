import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

const WORDS: OwnWords<'completeTask'> = { 'task-completed': { text: 'Task already completed' } };

/** Completes a task of the user, once everything the task requires is done (docs/legacy/operations.md#completetask). */
export const completeTask: Handler<'CompleteTask'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.completeTask({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    comments: parameters.comments ?? '',
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
