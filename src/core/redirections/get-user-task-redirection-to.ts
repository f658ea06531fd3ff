import { decideCaller, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { Credential } from '../access/credential.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import type { RedirectionParty } from '../access/session.ts';

export interface RedirectionQuestion {
  readonly credential: Credential;
  /** Login of the user who is asked about. */
  readonly userName: string;
}

export interface RedirectionToSnapshot {
  readonly caller: Caller | null;
  /** Whether the login is anybody's. */
  readonly userExists: boolean;
  /** The target, also when the time is over or has not begun. */
  readonly redirection: RedirectionParty | null;
}

export type QuestionRefusal = CallerRefusal | 'user-not-found';

/**
 * Who gets the user's tasks? Everybody with an account may know; who has no ticket at all is told of nobody, and not
 * refused (docs/legacy/operations.md#getusertaskredirectionto).
 */
export function decideRedirectionTo(
  { credential }: RedirectionQuestion,
  { caller, userExists, redirection }: RedirectionToSnapshot,
): Pick<RedirectionToSnapshot, 'redirection'> | Refused<QuestionRefusal> {
  if (credential.kind === 'anonymous') return { redirection: null };
  const known = decideCaller(credential, caller);
  if (isRefused(known)) return known;
  return userExists ? { redirection } : refused('user-not-found');
}
