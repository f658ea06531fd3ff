import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import { REVIEW_WORDS } from './review-words.ts';

/**
 * Records that a document has been reviewed for Sarbanes-Oxley compliance
 * (docs/legacy/operations.md#addsoxcomment).
 */
export const addSoxComment: Handler<'AddSOXComment'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.addSoxComment({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    documentPath: parameters.DocumentPath ?? '',
    comment: parameters.CommentText ?? '',
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, REVIEW_WORDS) : outcomes.done('root');
};
