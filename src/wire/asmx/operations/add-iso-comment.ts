import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import { REVIEW_WORDS } from './review-words.ts';

/**
 * Records that a document has been reviewed for ISO compliance, by somebody with a task to do so
 * (docs/legacy/operations.md#addisocomment).
 */
export const addIsoComment: Handler<'AddISOComment'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.addIsoComment({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    documentPath: parameters.DocumentPath ?? '',
    comment: parameters.CommentText ?? '',
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, REVIEW_WORDS) : outcomes.done('root');
};
