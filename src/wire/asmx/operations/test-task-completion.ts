import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

/** Where its page names a condition, that name is the text (operations.md 2.3). */
const WORDS: OwnWords<'testTaskCompletion'> = {
  'status-not-eligible': { text: 'Task not completable' },
  'comments-required': { text: 'Comments required' },
  'start-not-allowed-yet': { text: 'AllowedStartDate not reached' },
  'document-checked-out': { text: 'Document checked out' },
  'review-required': { text: 'ISO/SOX log required' },
};

/** operations.md 6 TestTaskCompletion. */
export const testTaskCompletion: Handler<'TestTaskCompletion'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.testTaskCompletion({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    exceptTaskComments: parameters.exceptTaskComments,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
