import { decideAccess, type Access, type AccessFacts } from '../core/access/access.ts';
import { decideAdministrator } from '../core/access/administration.ts';
import type { Caller } from '../core/access/caller.ts';
import type { AccessRefusal } from '../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import type { TicketExtender } from './extended.ts';

/** The part of the store that every operation of a JSON dialect uses. */
export interface AdmittingStore extends TicketExtender {
  readonly noteKeyUse: (keyId: number) => void;
}

/** The part of the store that looks up who calls where a call reads nothing else with that. */
export interface ReadingAccess {
  readonly readAccess: (access: Access) => Promise<AccessFacts>;
}

/**
 * Who calls, by what was read of the credential. Whoever is let in is noted: a ticket gets its full life again, and
 * the use of a key is remembered.
 */
export const admitting =
  ({ extendTicket, noteKeyUse }: AdmittingStore) =>
  (access: Access, facts: AccessFacts): Caller | Refused<AccessRefusal> => {
    const caller = decideAccess(access, facts);
    if (isRefused(caller)) return caller;
    if (access.credential.kind === 'ticket') extendTicket(access.credential);
    if (caller.key) noteKeyUse(caller.key.id);
    return caller;
  };

/** Lets in as `admitting` does, and looks up who calls where nobody has for this request. */
export const lookingUp = (
  store: AdmittingStore & ReadingAccess,
): ((access: Access) => Promise<Caller | Refused<AccessRefusal>>) => {
  const admit = admitting(store);
  return async (access) => admit(access, access.known ?? (await store.readAccess(access)));
};

/** Lets in administrators alone, to look at what belongs to the server or to change it. */
export const lookingUpAdministrators = (
  store: AdmittingStore & ReadingAccess,
): ((access: Access, intent: 'look' | 'change') => Promise<Caller | Refused<AccessRefusal>>) => {
  const lookUp = lookingUp(store);
  return async (access, intent) => {
    const caller = await lookUp(access);
    return isRefused(caller) ? caller : decideAdministrator(caller, intent);
  };
};
