import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import { REVIEW_WORDS } from './review-words.ts';

/**
 * Records that a document has been reviewed for ISO compliance, by somebody with a task to do so
 * (docs/legacy/operations.md#addisocomment).
 */
export const addIsoComment: Handler<'AddISOComment'> = simple(
  (operations, asked, parameters) =>
    operations.addIsoComment({
      ...asked,
      documentPath: parameters.DocumentPath ?? '',
      comment: parameters.CommentText ?? '',
    }),
  REVIEW_WORDS,
);
