import {
  notBefore,
  redirectingPeople,
  redirectionWrite,
  refusalOfTarget,
  type RedirectingRefusal,
  type RedirectionFacts,
  type RedirectionWrite,
  type TargetedRequest,
  type TargetRefusal,
} from './redirection-change.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';

export interface NewRedirection extends TargetedRequest {
  readonly startsAt: Date;
  /** A client that names no time means all of that day, which its dialect sees to. */
  readonly endsAt: Date;
}

export type RedirectionRefusal = RedirectingRefusal | 'redirection-ended' | 'date-range-invalid' | TargetRefusal;

/**
 * May this caller send the user's tasks to somebody else for this time? What was stored for the user before is replaced
 * (docs/legacy/operations.md#setusertaskredirection). A moment that is now counts as past
 * (docs/legacy/operations.md#equal-to-now).
 */
export function decideRedirection(
  request: NewRedirection,
  facts: RedirectionFacts,
): RedirectionWrite | Refused<RedirectionRefusal> {
  const people = redirectingPeople(request, facts);
  if (isRefused(people)) return people;
  const { endsAt } = request;
  if (endsAt <= facts.now) return refused('redirection-ended');
  const startsAt = notBefore(facts.now, request.startsAt);
  if (endsAt <= startsAt) return refused('date-range-invalid');
  const refusal = refusalOfTarget(people, { startsAt, endsAt }, facts);
  if (refusal) return refusal;

  const redirection = { targetId: people.target.id, startsAt, endsAt };
  return redirectionWrite('SetUserTaskRedirection', request, people, facts, redirection);
}
