import type { Access } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import type { Credential } from '../../core/access/credential.ts';
import { decideOwner, decideStanding } from '../../core/access/rights.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { calendarOf, type CalendarEntry, type StoredCalendar } from '../../core/supervision/calendar.ts';
import { lookingUp, type AdmittingStore, type ReadingAccess } from '../admitted.ts';
import type { Names } from './supervision-store.ts';

/** What is around the entries of a calendar. */
interface CalendarFrame {
  readonly now: Date;
  /** Of the account. */
  readonly language: string;
  /** When the address was made that it is read by. */
  readonly addressMadeAt: Date;
  /** Which installation it comes from, for names of entries that are its own everywhere. */
  readonly installation: string;
  readonly names: Names;
}

export interface FoundCalendar extends CalendarFrame {
  readonly stored: StoredCalendar;
}

export interface Calendar extends CalendarFrame {
  readonly entries: readonly CalendarEntry[];
}

/** The part of the store that calendars use. */
export interface CalendarStore extends AdmittingStore, ReadingAccess {
  /** Null where the address is none, or not any more, or the account is disabled. */
  readonly readCalendar: (address: Credential) => Promise<FoundCalendar | null>;
  /** When the address of this account was made; null without one. */
  readonly readCalendarAddress: (userId: number) => Promise<Date | null>;
  /** In place of an earlier one; null where the account is disabled. */
  readonly makeCalendarAddress: (userId: number) => Promise<MadeCalendarAddress | null>;
  readonly removeCalendarAddress: (userId: number) => Promise<void>;
}

export interface MadeCalendarAddress {
  /** Its digest alone is kept. */
  readonly secret: string;
  readonly madeAt: Date;
}

/** Whether there is an address, and since when. */
export interface CalendarAddress {
  readonly madeAt: Date | null;
}

/** A person's own absences and duties, for programs that show calendars: by a secret address, which the person makes. */
export interface CalendarOperations {
  /** Null where nobody has this address. */
  calendar(address: Credential): Promise<Calendar | null>;
  ownCalendarAddress(asked: Access): Promise<CalendarAddress | Refused<AccessRefusal>>;
  /** Ends the one before. */
  makeCalendarAddress(asked: Access): Promise<MadeCalendarAddress | Refused<AccessRefusal>>;
  withdrawCalendarAddress(asked: Access): Promise<CalendarAddress | Refused<AccessRefusal>>;
}

export function createCalendarOperations(store: CalendarStore): CalendarOperations {
  const lookUp = lookingUp(store);
  const owner = async (asked: Access): Promise<Caller | Refused<AccessRefusal>> => {
    const caller = await lookUp(asked);
    return isRefused(caller) ? caller : decideOwner(caller);
  };

  return {
    async calendar(address) {
      const found = await store.readCalendar(address);
      if (!found) return null;
      const { stored, ...frame } = found;
      return { ...frame, entries: calendarOf(stored) };
    },

    async ownCalendarAddress(asked) {
      const known = await lookUp(asked);
      const caller = isRefused(known) ? known : decideStanding(known, 'read');
      return isRefused(caller) ? caller : { madeAt: await store.readCalendarAddress(caller.id) };
    },

    async makeCalendarAddress(asked) {
      const caller = await owner(asked);
      return isRefused(caller) ? caller : ((await store.makeCalendarAddress(caller.id)) ?? refused('ticket-invalid'));
    },

    async withdrawCalendarAddress(asked) {
      const caller = await owner(asked);
      if (isRefused(caller)) return caller;
      await store.removeCalendarAddress(caller.id);
      return { madeAt: null };
    },
  };
}
