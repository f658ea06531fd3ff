import type { CalendarEntry } from '../../../core/supervision/calendar.ts';
import type { Calendar } from '../../../operations/supervision/calendars.ts';
import { dayText } from '../frame/format.ts';
import { inLanguages, type PageLanguage } from '../frame/language.ts';
import { absenceWordsIn } from '../parts/absence-words.ts';
import { namesOf, type NameOf } from '../parts/names.ts';
import type { CalendarEvent, EventCalendar } from './icalendar.ts';

const wordsIn = inLanguages(
  {
    name: 'Absence and standing in',
    absent: (name: string) => `Absent: tasks go to ${name}`,
    alone: 'Absent: tasks stay with you',
    duty: (name: string) => `Standing in for ${name}`,
    dutyHint: (name: string) => `New tasks of ${name} come to you.`,
    open: (day: string) => `No end is set. Shown until ${day}, and for longer as time goes on.`,
  },
  {
    name: 'Abwesenheit und Vertretung',
    absent: (name: string) => `Abwesend: Aufgaben gehen an ${name}`,
    alone: 'Abwesend: Aufgaben bleiben bei Ihnen',
    duty: (name: string) => `Vertretung für ${name}`,
    dutyHint: (name: string) => `Neue Aufgaben von ${name} kommen zu Ihnen.`,
    open: (day: string) => `Ein Ende ist nicht eingetragen. Angezeigt bis ${day}, mit der Zeit auch länger.`,
  },
);

const REFRESH_HOURS = 1;

/** A calendar in the words of one language. */
export function eventsOf(calendar: Calendar, language: PageLanguage): EventCalendar {
  const { names, entries, addressMadeAt } = calendar;
  const nameOf = namesOf(names);
  return {
    name: wordsIn(language).name,
    refreshHours: REFRESH_HOURS,
    madeAt: addressMadeAt,
    events: entries.map((entry) => eventOf(entry, calendar, language, nameOf)),
  };
}

function eventOf(
  entry: CalendarEntry,
  { now, installation }: Calendar,
  language: PageLanguage,
  nameOf: NameOf,
): CalendarEvent {
  const words = wordsIn(language);
  const { kind, absenteeId, startsAt, path, gap, changedAt } = entry;
  const isOpen = entry.endsAt === null || entry.endsAt.getUTCFullYear() > 9999;
  const endsAt = entry.endsAt === null || isOpen ? horizonOf(startsAt > now ? startsAt : now) : entry.endsAt;
  const isAway = kind === 'absence';
  const recipient = path.length > 1 ? path.at(-1) : undefined;
  const gone = recipient === undefined ? words.alone : words.absent(nameOf(recipient));
  const description = [
    ...(isAway ? [] : [words.dutyHint(nameOf(absenteeId))]),
    ...(path.length > 2 ? [path.map(nameOf).join(' → ')] : []),
    ...(gap === null ? [] : [gapText(gap, language)]),
    ...(isOpen ? [words.open(dayText(endsAt, language))] : []),
  ].join('\n');
  return {
    uid: `${kind}-${absenteeId}-${startsAt.getTime()}@${installation}`,
    changedAt,
    startsAt,
    endsAt,
    summary: isAway ? gone : words.duty(nameOf(absenteeId)),
    description,
    isAway,
  };
}

function gapText(gap: 'substitute-disabled' | 'goes-round', language: PageLanguage): string {
  const words = absenceWordsIn(language);
  return gap === 'goes-round' ? words.gapRound : words.gapDisabled;
}

/**
 * Where an event without an end is shown to end, as an event that has none lasts for no time (RFC 5545 3.6.1): a year
 * on, at the first of a month, so that the calendar changes once in a month.
 */
const horizonOf = (from: Date): Date => new Date(Date.UTC(from.getUTCFullYear() + 1, from.getUTCMonth() + 1, 1));
