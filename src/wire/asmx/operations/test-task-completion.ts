import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import type { OwnWords } from '../answer/outcome.ts';

/** The original's own wording for each unmet condition (docs/legacy/operations.md#testtaskcompletion). */
export const WORDS: OwnWords<'testTaskCompletion'> = {
  'status-not-eligible': { text: 'Task not completable' },
  'comments-required': { text: 'Comments required' },
  'start-not-allowed-yet': { text: 'AllowedStartDate not reached' },
  'document-checked-out': { text: 'Document checked out' },
  'review-required': { text: 'ISO/SOX log required' },
};

/**
 * Tells whether the user could complete a task now, and if not, what is missing first
 * (docs/legacy/operations.md#testtaskcompletion).
 */
export const testTaskCompletion: Handler<'TestTaskCompletion'> = simple(
  (operations, asked, parameters) =>
    operations.testTaskCompletion({
      ...asked,
      taskId: parameters.taskId,
      exceptTaskComments: parameters.exceptTaskComments,
    }),
  WORDS,
);
