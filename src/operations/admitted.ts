import { decideAccess, type Access, type AccessFacts } from '../core/access/access.ts';
import type { Caller } from '../core/access/caller.ts';
import type { AccessRefusal } from '../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import type { TicketExtender } from './extended.ts';

/** The part of the store that every operation of a JSON dialect uses. */
export interface AdmittingStore extends TicketExtender {
  readonly noteKeyUse: (keyId: number) => void;
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
