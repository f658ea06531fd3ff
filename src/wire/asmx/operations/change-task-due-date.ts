import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

const WORDS: OwnWords<'changeTaskDueDate'> = {
  'status-not-eligible': { text: 'Task not active' },
  'due-date-past': { text: 'Due date in the past' },
  'access-denied': { code: 4000 },
};

/**
 * Moves the due date of an active task; the task becomes DueDateChanged
 * (docs/legacy/operations.md#changetaskduedate).
 */
export const changeTaskDueDate: Handler<'ChangeTaskDueDate'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.changeTaskDueDate({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    newDueAt: parameters.newDueDate,
    allowedStartHours: parameters.allowedStartTimeSpan,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
