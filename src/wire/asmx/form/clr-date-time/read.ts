import { invalid, notInCalendar, outOfRange, wrongWeekday } from './errors.ts';
import { dateOf, resolveDate } from './parts.ts';
import type { Reading } from './reading.ts';
import { match, nextCharacter, partCount, startReading, take } from './reading.ts';
import { readNumber, readOffset, readWord } from './tokens.ts';
import type { CalendarDate } from '../../values/server-time.ts';
import { localDateOf, localInstant, millisecondsOf, utcInstant, weekdayOf } from '../../values/server-time.ts';

// Commas and full stops are skipped like white space, which is why `2024.04.15` and `1.5` are dates.
const SKIPPED = /[\s,.]*/y;
const DIGITS = /[0-9]+/y;
const ISO_TIME = /\s*([0-9]{2})\s*:\s*([0-9]{2})\s*(?::\s*([0-9]{2})(?:\.([0-9]+))?\s*)?(z\s*)?/iy;

/**
 * Reads a date and time as DateTime.Parse does under the invariant culture: numbers, names and marks in nearly any
 * order, month before day (docs/legacy/wire.md#dates). Without a zone it is server local time; a time without a date
 * falls on the day of `now`, a date without a year in its year.  Where the framework takes part of a time for a year or
 * a day ("Apr 15 5pm", "Jan 15 17:00") this refuses with D1 instead, and it knows no eras, no East Asian suffixes and
 * no `#…#`.
 *
 * @throws UnreadableCall with D1 to D4 of docs/legacy/wire.md#dates
 */
export function readClrDateTime(text: string, now: Date): Date {
  const reading = startReading(withoutTrailingNuls(text));
  for (;;) {
    take(reading, SKIPPED);
    if (reading.at === reading.text.length) return finish(reading, now);
    const digits = take(reading, DIGITS);
    if (digits !== undefined) {
      if (readNumber(reading, digits, now)) return readIsoTime(reading, now);
    } else if (!readWord(reading, now)) {
      readOffset(reading);
    }
  }
}

function withoutTrailingNuls(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}

/** The strict rest of an ISO 8601 text behind its `T`; neither am/pm nor a weekday is looked at any more. */
function readIsoTime(reading: Reading, now: Date): Date {
  const parts = match(reading, ISO_TIME);
  if (!parts) throw invalid();
  reading.at += parts[0].length;
  const [, hour, minute, second = 0, fraction, zulu] = parts;
  if (zulu !== undefined) reading.offsetMinutes = 0;
  else if (reading.at < reading.text.length) {
    reading.offsetMinutes = undefined;
    readOffset(reading);
    nextCharacter(reading);
  }
  if (reading.at < reading.text.length) throw invalid();
  const date = dateOf(reading, now);
  if (date === undefined) throw notInCalendar();
  reading.millisecond = fraction === undefined ? 0 : millisecondsOf(fraction);
  return instantOf(reading, date, [Number(hour), Number(minute), Number(second)]);
}

function finish(reading: Reading, now: Date): Date {
  if (reading.dateIsOpen || reading.timeIsOpen) throw invalid();
  const parts = partCount(reading);
  if (parts === 1) throw invalid();
  if (parts === 2) resolveDate(reading, now);
  const { time, weekday } = reading;
  if (reading.date === undefined && time.length === 0) throw invalid();
  if (time.length === 1 && reading.pm === undefined) throw invalid();
  time[0] = hourOf(time[0] ?? 0, reading.pm);
  const date = reading.date ?? localDateOf(now);
  const instant = instantOf(reading, date, time);
  if (weekday !== undefined && weekday !== weekdayOf(date)) throw wrongWeekday();
  return instant;
}

function hourOf(hour: number, pm: boolean | undefined): number {
  if (pm === undefined) return hour;
  if (hour > (pm ? 23 : 12)) throw invalid();
  if (pm) return hour < 12 ? hour + 12 : hour;
  return hour === 12 ? 0 : hour;
}

function instantOf(
  { millisecond, offsetMinutes }: Reading,
  date: CalendarDate,
  [hour = 0, minute = 0, second = 0]: readonly number[],
): Date {
  if (hour > 23 || minute > 59 || second > 59) throw notInCalendar();
  const time = { hour, minute, second, millisecond };
  if (offsetMinutes === undefined) return localInstant(date, time);
  const instant = utcInstant(date, time, offsetMinutes);
  // The framework takes the first day of year 1 for a bare time of day and wraps it round.
  if (instant.getFullYear() < 1) instant.setUTCDate(instant.getUTCDate() + 1);
  if (instant.getFullYear() > 9999) throw outOfRange();
  return instant;
}
