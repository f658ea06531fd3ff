import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';
import { REVIEW_WORDS } from './review-words.ts';

/**
 * Records that a document has been reviewed for Sarbanes-Oxley compliance
 * (docs/legacy/operations.md#addsoxcomment).
 */
export const addSoxComment: Handler<'AddSOXComment'> = simple(
  (operations, asked, parameters) =>
    operations.addSoxComment({
      ...asked,
      documentPath: parameters.DocumentPath ?? '',
      comment: parameters.CommentText ?? '',
    }),
  REVIEW_WORDS,
);
