import { decideCaller, isAdministrator, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { CallContext, Credential } from '../access/credential.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';

/** From its start up to, and without, its end. */
export interface Period {
  readonly startsAt: Date;
  /** Null when it is open; only imported redirections are. */
  readonly endsAt: Date | null;
}

export interface StoredRedirection extends Period {
  readonly userId: number;
  readonly targetId: number;
  /** Another one after every change. */
  readonly version: number;
}

/** The part that the requests of all changes of a redirection share. */
export interface RedirectionRequest {
  readonly credential: Credential;
  readonly context: CallContext;
  /** Login of the user whose tasks go to somebody else. */
  readonly userName: string;
}

export interface TargetedRequest extends RedirectionRequest {
  /** Login of the user who is to get them. */
  readonly targetName: string;
}

/** The facts that changes of a redirection are decided on, as they stood at one instant of the database. */
export interface RedirectionFacts {
  /** The database's clock. */
  readonly now: Date;
  /** The account behind the credential; null when it is expired, unknown or malformed. */
  readonly caller: Caller | null;
  readonly user: { readonly id: number } | null;
  readonly target: { readonly id: number; readonly enabled: boolean } | null;
  /** The redirections of the user, of the target, and all that lead to the user, whenever they are in force. */
  readonly redirections: readonly StoredRedirection[];
}

/** The new state of one user's redirection. */
export interface RedirectionWrite {
  readonly userId: number;
  /** The version of the record that this was decided on; null when there was none. */
  readonly version: number | null;
  /** Null removes the record. */
  readonly redirection: (Period & { readonly targetId: number }) | null;
  /** The operation's name in the contract, for history. */
  readonly operation: string;
  readonly callerId: number;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
}

/** The caller, the user whose tasks are redirected, and the target. */
export interface Redirecting {
  readonly caller: Caller;
  readonly user: { readonly id: number };
  readonly target: { readonly id: number; readonly enabled: boolean };
}

/** With which all operations that change a redirection begin. */
export type RedirectingRefusal = CallerRefusal | 'user-not-found' | 'access-denied';

/**
 * Gives the people involved, or the refusal with which both operations that name a target begin: no ticket at all, a
 * ticket that is not alive, somebody unknown, no right to redirect, in this order
 * (docs/legacy/operations.md#redirections).
 */
export function redirectingPeople(
  request: TargetedRequest,
  facts: RedirectionFacts,
  may: (caller: Caller, userId: number) => boolean = mayRedirect,
): Redirecting | Refused<RedirectingRefusal> {
  const caller = decideCaller(request.credential, facts.caller);
  if (isRefused(caller)) return caller;
  const { user, target } = facts;
  if (!user || !target) return refused('user-not-found');
  return may(caller, user.id) ? { caller, user, target } : refused('access-denied');
}

/** The user in person, a user manager, a library manager, an administrator (docs/legacy/operations.md#redirections). */
export const mayRedirect = (caller: Caller, userId: number): boolean =>
  caller.id === userId ||
  caller.roles.some((role) => role === 'userManager' || role === 'libraryManager') ||
  isAdministrator(caller);

export const redirectionOf = (userId: number, { redirections }: RedirectionFacts): StoredRedirection | undefined =>
  redirections.find((each) => each.userId === userId);

/**
 * The moment, or now when it is past: a start in the past is adjusted without a word
 * (docs/legacy/operations.md#a-start-in-the-past).
 */
export const notBefore = (now: Date, moment: Date): Date => (moment < now ? now : moment);

export type TargetRefusal = 'self-redirect' | 'target-disabled' | 'periods-overlap' | 'target-redirecting';

/**
 * May the target get the user's tasks in this time? Both operations that name a target end with these checks, in this
 * order (docs/legacy/operations.md#rerouting). Together the last two keep redirections from forming chains, and so from
 * going round.
 */
export function refusalOfTarget(
  { user, target }: Redirecting,
  period: Period,
  facts: RedirectionFacts,
): Refused<TargetRefusal> | null {
  const overlaps = (other: Period): boolean => startsBeforeEnd(other, period) && startsBeforeEnd(period, other);

  if (target.id === user.id) return refused('self-redirect');
  if (!target.enabled) return refused('target-disabled');
  if (facts.redirections.some((other) => other.targetId === user.id && overlaps(other))) {
    return refused('periods-overlap');
  }
  const ofTarget = redirectionOf(target.id, facts);
  return ofTarget && overlaps(ofTarget) ? refused('target-redirecting') : null;
}

const startsBeforeEnd = ({ startsAt }: Period, { endsAt }: Period): boolean => endsAt === null || startsAt < endsAt;

/** Ties a write to the caller and to the record that was decided on. */
export const redirectionWrite = (
  operation: string,
  { credential, context }: RedirectionRequest,
  { caller, user }: Pick<Redirecting, 'caller' | 'user'>,
  facts: RedirectionFacts,
  redirection: RedirectionWrite['redirection'],
): RedirectionWrite => ({
  userId: user.id,
  version: redirectionOf(user.id, facts)?.version ?? null,
  redirection,
  operation,
  callerId: caller.id,
  credentialKind: credential.kind,
  context,
});
