import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'setTaskComment'> = { 'access-denied': { code: 4000 } };

/** Stores the assignee's comment on an active task, which stays open (docs/legacy/operations.md#settaskcomment). */
export const setTaskComment: Handler<'SetTaskComment'> = simple(
  (operations, asked, parameters) =>
    operations.setTaskComment({ ...asked, taskId: parameters.taskId, comments: parameters.comments ?? '' }),
  WORDS,
);
