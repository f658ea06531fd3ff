/**
 * Every reason for which a well-formed call is turned down. A refusal is an ordinary value: nothing was
 * changed, nothing is wrong with the server, and each dialect has its own words for it.
 */
export type Refusal =
  | 'anonymous'
  | 'ticket-invalid'
  | 'ticket-malformed'
  | 'authentication-failed'
  | 'tickets-not-allowed'
  /** Too many failures of the account, or from the network, for another attempt now. */
  | 'sign-in-throttled'
  /** More passwords wait to be computed than the server has room for. */
  | 'sign-ins-busy'
  | 'task-not-found'
  | 'user-not-found'
  | 'access-denied'
  | 'status-not-eligible'
  | 'task-not-started'
  | 'task-not-completed'
  | 'task-completed'
  | 'task-dropped'
  | 'task-reassigned'
  | 'due-date-past'
  | 'document-offline'
  | 'document-not-found'
  /** The caller has no task to review the document. */
  | 'review-task-missing'
  | 'document-is-shortcut'
  | 'version-not-found'
  /** Somebody else has written that version of the document. */
  | 'version-known'
  /** It is told of as past, and is not. */
  | 'moment-ahead'
  | 'priority-unknown'
  | 'decision-unknown'
  /** The task belongs to a workflow whose definition is another one by now. */
  | 'definition-changed'
  | 'comments-required'
  | 'document-unread'
  | 'start-not-allowed-yet'
  | 'document-checked-out'
  | 'review-required'
  | 'edit-required'
  | 'approval-required'
  | 'attachment-required'
  /** The selection of a list cannot be read. */
  | 'criteria-invalid'
  /** The model of a new task cannot be read. */
  | 'model-invalid'
  /** A FormTemplate requirement names no template. */
  | 'form-template-missing'
  | 'redirection-missing'
  | 'redirection-ended'
  | 'date-range-invalid'
  | 'self-redirect'
  | 'target-disabled'
  /** Another user's redirection to this user overlaps. */
  | 'periods-overlap'
  /** The target's own tasks go to somebody else in the same time. */
  | 'target-redirecting'
  /** The task is not as the caller knows it: it has changed since. */
  | 'version-mismatch'
  /** Somebody else has taken the task for himself. */
  | 'task-claimed'
  | 'task-not-claimed'
  /** Nobody is asked to do the task. */
  | 'nobody-assigned'
  /** Nobody is named where somebody has to be. */
  | 'nobody-named'
  | 'share-not-found'
  /** The share is done, and stays as it is. */
  | 'share-resolved'
  | 'too-many-shares'
  /** A tier stands behind one without limit, and its turn would never come. */
  | 'tier-without-turn'
  | 'resolution-unfit'
  /** More is to be kept with the task than there is room for. */
  | 'output-too-long'
  /** A search takes longer than there is time for. */
  | 'search-too-wide'
  | 'user-disabled'
  /** The task is not one that the person named has to do. */
  | 'not-of-person'
  /** Unfinished tasks hang on the account. */
  | 'tasks-left'
  /** No account has the number. */
  | 'person-not-found'
  /** Several accounts answer to the name. */
  | 'user-ambiguous'
  | 'team-not-found'
  /** The account that is to be looked at or changed. */
  | 'account-not-found'
  | 'key-not-found'
  /** Another account, team or key is called so. */
  | 'name-taken'
  /** Nobody disables the own account, or ceases to be an administrator. */
  | 'own-account'
  /** No reassignment made the task, so there is nobody to give it back to. */
  | 'never-reassigned'
  /** The task came from a team, from somebody without an account, or from nobody. */
  | 'no-former-assignee'
  /** Something was done with the task since it came. */
  | 'task-touched'
  /** The task has been reassigned as often as is allowed. */
  | 'too-many-reassignments'
  /** The Idempotency-Key has done other work. */
  | 'key-reused'
  /** Other calls kept changing the same thing while this call tried to. */
  | 'conflict'
  /** Too many searches ran at once; a later call may find room. */
  | 'server-busy';

/** Turned down for one of the reasons `R`: those that a decision can give, and no other. */
export interface Refused<R extends Refusal> {
  readonly refused: R;
  /** Which of several named parties it is about, counted from 0; -1 for the assigner. */
  readonly at?: number;
  /** For a client that knew another version: the moment of the last change. */
  readonly changedAt?: Date;
  /** The credential was one, and its time is over. */
  readonly ended?: true;
}

/** The reasons for which an outcome can be a refusal: a dialect needs words for these. */
export type RefusalIn<Outcome> = Outcome extends Refused<infer R> ? R : never;

export const refused = <R extends Refusal>(refusal: R): Refused<R> => ({ refused: refusal });

export const isRefused = <R extends Refusal>(outcome: object | Refused<R>): outcome is Refused<R> =>
  'refused' in outcome;
