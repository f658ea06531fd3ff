import {
  mayRedirect,
  notBefore,
  redirectingPeople,
  redirectionOf,
  redirectionWrite,
  refusalOfTarget,
  type RedirectingRefusal,
  type RedirectionFacts,
  type RedirectionWrite,
  type StoredRedirection,
  type TargetedRequest,
  type TargetRefusal,
} from './redirection-change.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';

export type ReroutingRefusal = RedirectingRefusal | 'redirection-missing' | TargetRefusal;

/**
 * May this caller send the user's tasks to another person for the rest of the time? A record whose time is over is
 * none; the new target keeps the rules that Set has, for what is left of the time
 * (docs/legacy/operations.md#rerouting). The start becomes now if it is past: the new target had nothing to do with the
 * days before. Who gets the tasks at present may send them on, beside all who may redirect them.
 */
export function decideRerouting(
  request: TargetedRequest,
  facts: RedirectionFacts,
): RedirectionWrite | Refused<ReroutingRefusal> {
  const people = redirectingPeople(
    request,
    facts,
    (caller, userId) => mayRedirect(caller, userId) || presentOf(userId, facts)?.targetId === caller.id,
  );
  if (isRefused(people)) return people;
  const stored = presentOf(people.user.id, facts);
  if (!stored) return refused('redirection-missing');
  const rest = { startsAt: notBefore(facts.now, stored.startsAt), endsAt: stored.endsAt };
  const refusal = refusalOfTarget(people, rest, facts);
  if (refusal) return refusal;

  const redirection = { targetId: people.target.id, ...rest };
  return redirectionWrite('RerouteUserTaskRedirection', request, people, facts, redirection);
}

/** The record whose time is not over; it may be yet to come. */
function presentOf(userId: number, facts: RedirectionFacts): StoredRedirection | undefined {
  const stored = redirectionOf(userId, facts);
  return stored && (stored.endsAt === null || stored.endsAt > facts.now) ? stored : undefined;
}
