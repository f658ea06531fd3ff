import type { CalendarDate } from '../../values/server-time.ts';
import { isCalendarDate } from '../../values/server-time.ts';
import { invalid } from './errors.ts';
import type { Reading } from './reading.ts';

/** Makes the parts read so far into the date; throws D1 for a second date or one the calendar does not have. */
export function resolveDate(reading: Reading, now: Date): void {
  const date = dateOf(reading, now);
  if (reading.date !== undefined || date === undefined) throw invalid();
  reading.date = date;
  reading.numbers = [];
  reading.year = undefined;
  reading.month = undefined;
}

/** Gives the date that two or three parts make, undefined when the calendar has none. `now` lends its year. */
export function dateOf({ numbers, year, month, monthCameFirst }: Reading, now: Date): CalendarDate | undefined {
  const [first = 1, second = 1, third] = numbers;
  if (year !== undefined) {
    return month === undefined ? valid({ year, month: first, day: second }) : valid({ year, month, day: first });
  }
  if (month !== undefined) {
    if (numbers.length === 2) {
      return (
        valid({ year: fullYear(second), month, day: first }) ?? valid({ year: fullYear(first), month, day: second })
      );
    }
    // LEGACY: the invariant culture writes a month as "yyyy MMMM", so "15 Apr" is April 2015; "Apr 15" is a day.
    return monthCameFirst
      ? valid({ year: now.getFullYear(), month, day: first })
      : valid({ year: fullYear(first), month, day: 1 });
  }
  return valid({ year: third === undefined ? now.getFullYear() : fullYear(third), month: first, day: second });
}

const valid = (date: CalendarDate): CalendarDate | undefined => (isCalendarDate(date) ? date : undefined);

/** Years of two digits: 00 to 29 are 2000s, 30 to 99 are 1900s (docs/legacy/wire.md#dates). */
const fullYear = (year: number): number => (year >= 100 ? year : year < 30 ? 2000 + year : 1900 + year);
