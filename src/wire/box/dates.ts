import { isSayableDueDate } from '../../core/deadline.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment as Box writes it: to a second, by the clocks of the server, with their offset. */
export function momentText(at: Date): string {
  const ahead = -at.getTimezoneOffset();
  const distance = Math.abs(ahead);
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${offset}`;
}

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;

/**
 * Reads a due date: with an offset as it says, without one by the clocks of the server, a date alone as its midnight
 * there. Null for what is no date, and for what lies past the year 9999 in UTC or by these clocks.
 */
export function readDueDate(text: string): Date | null {
  const date = readMoment(text);
  return date && isSayableDueDate(date) ? date : null;
}

function readMoment(text: string): Date | null {
  const match = FORM.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part || '0'));
  const millisecond = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  // Some calendars and clocks that are asked for a thing that is not take another for it.
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  const isReal = utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (year < FIRST_YEAR || !isReal) return null;
  const offset = match[8];
  if (offset === undefined) return new Date(year, month - 1, day, hour, minute, second, millisecond);
  return new Date(utc.getTime() - offsetMinutes(offset) * 60_000);
}

/** The Date of JavaScript takes the years 0 to 99 for others. */
const FIRST_YEAR = 100;

function offsetMinutes(offset: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

export const isDueDate = (text: string): boolean => readDueDate(text) !== null;
