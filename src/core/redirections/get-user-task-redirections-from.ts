import { decideCaller, type Caller } from '../access/caller.ts';
import type { QuestionRefusal, RedirectionQuestion } from './get-user-task-redirection-to.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import type { RedirectionParty } from '../access/session.ts';

export interface RedirectionsFromSnapshot {
  readonly caller: Caller | null;
  /** Whether the login is anybody's. */
  readonly userExists: boolean;
  /** Whose tasks the user gets, also when the time is over or has not begun. */
  readonly redirections: readonly RedirectionParty[];
}

/**
 * Whose tasks does the user get? Everybody with an account may know
 * (docs/legacy/operations.md#getusertaskredirectionsfrom).
 */
export function decideRedirectionsFrom(
  { credential }: RedirectionQuestion,
  { caller, userExists, redirections }: RedirectionsFromSnapshot,
): Pick<RedirectionsFromSnapshot, 'redirections'> | Refused<QuestionRefusal> {
  const known = decideCaller(credential, caller);
  if (isRefused(known)) return known;
  return userExists ? { redirections } : refused('user-not-found');
}
