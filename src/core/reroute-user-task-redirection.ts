import {
  notBefore,
  redirectingPeople,
  redirectionOf,
  redirectionWrite,
  refusalOfTarget,
  type RedirectionFacts,
  type RedirectionWrite,
  type TargetedRequest,
} from './redirection-change.ts';
import { isRefused, refused, type Refused } from './refusal.ts';

/**
 * May this caller send the user's tasks to another person for the rest of the time? A record whose time is over is
 * none; the new target keeps the rules that Set has, for what is left of the time (operations.md Q39). The start
 * becomes now if it is past: the new target had nothing to do with the days before.
 */
export function decideRerouting(request: TargetedRequest, facts: RedirectionFacts): RedirectionWrite | Refused {
  const people = redirectingPeople(request, facts);
  if (isRefused(people)) return people;
  const stored = redirectionOf(people.user.id, facts);
  if (!stored || (stored.endsAt && stored.endsAt <= facts.now)) return refused('redirection-missing');
  const rest = { startsAt: notBefore(facts.now, stored.startsAt), endsAt: stored.endsAt };
  const refusal = refusalOfTarget(people, rest, facts);
  if (refusal) return refusal;

  const redirection = { targetId: people.target.id, ...rest };
  return redirectionWrite('RerouteUserTaskRedirection', request, people, facts, redirection);
}
