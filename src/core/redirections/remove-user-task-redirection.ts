import { decideCaller } from '../access/caller.ts';
import {
  mayRedirect,
  redirectionOf,
  redirectionWrite,
  type RedirectingRefusal,
  type RedirectionFacts,
  type RedirectionRequest,
  type RedirectionWrite,
} from './redirection-change.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';

/**
 * May this caller end the user's redirection? Where nothing is stored there is nothing to do, and
 * that is no refusal (docs/legacy/operations.md#removeusertaskredirection).
 */
export function decideRedirectionRemoval(
  request: RedirectionRequest,
  facts: RedirectionFacts,
): RedirectionWrite | { readonly unchanged: true } | Refused<RedirectingRefusal> {
  const caller = decideCaller(request.credential, facts.caller);
  if (isRefused(caller)) return caller;
  const { user } = facts;
  if (!user) return refused('user-not-found');
  if (!mayRedirect(caller, user.id)) return refused('access-denied');

  if (!redirectionOf(user.id, facts)) return { unchanged: true };
  return redirectionWrite('RemoveUserTaskRedirection', request, { caller, user }, facts, null);
}
