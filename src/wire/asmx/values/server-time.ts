/** A calendar date, month and day counted from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A time of day; `millisecond` may be 1000 when a fraction rounds up to the next second. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

export const MIDNIGHT: TimeOfDay = { hour: 0, minute: 0, second: 0, millisecond: 0 };

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Tells whether the Gregorian calendar has the date, within the years 1 to 9999 that System.DateTime holds. */
export function isCalendarDate({ year, month, day }: CalendarDate): boolean {
  if (year < 1 || year > 9999 || day < 1) return false;
  return day <= (month === 2 && isLeapYear(year) ? 29 : (DAYS[month - 1] ?? 0));
}

/** Weekday of a date, 0 = Sunday. */
export const weekdayOf = (date: CalendarDate): number => utcInstant(date, MIDNIGHT).getUTCDay();

/** The date of an instant in the server's zone. */
export const localDateOf = (instant: Date): CalendarDate => ({
  year: instant.getFullYear(),
  month: instant.getMonth() + 1,
  day: instant.getDate(),
});

/** The instant at which the server's own clocks, in the zone of the process, show the date and time. */
export function localInstant({ year, month, day }: CalendarDate, time: TimeOfDay): Date {
  if (year > 99) return new Date(year, month - 1, day, time.hour, time.minute, time.second, time.millisecond);
  // The constructor takes the years 0 to 99 for 1900 to 1999; setFullYear does not.
  const instant = new Date(2000, 0, 1);
  instant.setFullYear(year, month - 1, day);
  instant.setHours(time.hour, time.minute, time.second, time.millisecond);
  return instant;
}

/** The instant at which clocks that run `offsetMinutes` ahead of UTC show the date and time. */
export function utcInstant({ year, month, day }: CalendarDate, time: TimeOfDay, offsetMinutes = 0): Date {
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  instant.setUTCHours(time.hour, time.minute - offsetMinutes, time.second, time.millisecond);
  return instant;
}

/**
 * Milliseconds in the digits of a decimal fraction of a second, 0 to 1000. The original rounds to 100 ns,
 * which can carry into the next second; what is finer than a millisecond is then cut off.
 */
export const millisecondsOf = (digits: string): number => Math.floor(Math.round(Number(`0.${digits}`) * 1e7) / 1e4);
