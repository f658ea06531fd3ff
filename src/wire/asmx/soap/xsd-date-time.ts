import { UnreadableCall } from '../../unreadable-call.ts';
import type { CalendarDate, TimeOfDay } from '../values/server-time.ts';
import {
  isCalendarDate,
  localDateOf,
  localInstant,
  MIDNIGHT,
  millisecondsOf,
  utcInstant,
} from '../values/server-time.ts';

const TIME = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d)(?:\.(?<fraction>\d+))?`;
const ZONE = String.raw`(?<zone>[Zz]|[+-]\d\d:\d\d)?`;

const lexical = (form: string): RegExp => new RegExp(`^\\s*${form}${ZONE}\\s*$`);

const DATE_TIME = lexical(String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:T${TIME})?`);
const TIME_ONLY = lexical(TIME);
const YEAR_MONTH = lexical(String.raw`(?<year>\d{4})(?:-(?<month>\d\d))?`);
// `--04--` is the gMonth of the first edition of XML Schema, which the framework still reads.
const MONTH_DAY = lexical(String.raw`--(?<month>\d\d)(?:-(?<day>\d\d)|--)?`);
const DAY = lexical(String.raw`---(?<day>\d\d)`);

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Reads any of XML Schema's date and time types with an optional zone, the framework's "AllXsd"
 * (docs/legacy/wire.md#dates). Without a zone it is server local time.
 *
 * @throws UnreadableCall with text X1
 */
export function readXsdDateTime(text: string, now: Date): Date {
  const instant = readFull(text) ?? readPartial(text, now);
  if (instant === undefined)
    throw new UnreadableCall(`The string '${text}' is not a valid AllXsd value.`, {
      reason: 'The string is not a valid AllXsd value.',
    });
  return instant;
}

function readFull(text: string): Date | undefined {
  const groups = DATE_TIME.exec(text)?.groups;
  return (
    groups && instantOf({ year: Number(groups.year), month: Number(groups.month), day: Number(groups.day) }, groups)
  );
}

function readPartial(text: string, now: Date): Date | undefined {
  const time = TIME_ONLY.exec(text)?.groups;
  if (time) return instantOf(localDateOf(now), time);

  const yearMonth = YEAR_MONTH.exec(text)?.groups;
  if (yearMonth) {
    return instantOf({ year: Number(yearMonth.year), month: Number(yearMonth.month ?? 1), day: 1 }, yearMonth);
  }

  const monthDay = MONTH_DAY.exec(text)?.groups;
  if (monthDay) {
    // The framework gives a gMonthDay the leap year 1904, but a gMonth or gDay the current year.
    const year = monthDay.day === undefined ? now.getFullYear() : 1904;
    return instantOf({ year, month: Number(monthDay.month), day: Number(monthDay.day ?? 1) }, monthDay);
  }

  const day = DAY.exec(text)?.groups;
  return day && instantOf({ year: now.getFullYear(), month: 1, day: Number(day.day) }, day);
}

function instantOf(date: CalendarDate, groups: Groups): Date | undefined {
  if (!isCalendarDate(date)) return undefined;
  const time = timeOf(groups);
  if (groups.zone === undefined) return localInstant(date, time);
  return withinDateTime(utcInstant(date, time, offsetOf(groups.zone)));
}

function timeOf({ hour, minute, second, fraction }: Groups): TimeOfDay {
  if (hour === undefined) return MIDNIGHT;
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: fraction === undefined ? 0 : millisecondsOf(fraction),
  };
}

function offsetOf(zone: string): number {
  if (zone.length === 1) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** DateTime.ToLocalTime stops at the first and last moment a DateTime can hold rather than fail. */
function withinDateTime(instant: Date): Date {
  const year = instant.getFullYear();
  if (year < 1) return localInstant({ year: 1, month: 1, day: 1 }, MIDNIGHT);
  if (year <= 9999) return instant;
  return localInstant({ year: 9999, month: 12, day: 31 }, { hour: 23, minute: 59, second: 59, millisecond: 999 });
}
