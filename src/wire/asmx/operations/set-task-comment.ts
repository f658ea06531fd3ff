import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

const WORDS: OwnWords<'setTaskComment'> = { 'access-denied': { code: 4000 } };

/** Stores the assignee's comment on an active task, which stays open (docs/legacy/operations.md#settaskcomment). */
export const setTaskComment: Handler<'SetTaskComment'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.setTaskComment({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    comments: parameters.comments ?? '',
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome, WORDS) : outcomes.done('root');
};
