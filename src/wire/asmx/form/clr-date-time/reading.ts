import type { CalendarDate } from '../../values/server-time.ts';

/** The parts of a text that were understood so far, reading from left to right. */
export interface Reading {
  readonly text: string;
  at: number;
  /** Parts of a date not complete yet: numbers of one or two digits, in order; longer ones are a year. */
  numbers: number[];
  year: number | undefined;
  month: number | undefined;
  monthCameFirst: boolean;
  /** The last part was followed by `/` or `-`, so another has to come. */
  dateIsOpen: boolean;
  date: CalendarDate | undefined;
  /** Hour, minute, second. */
  readonly time: number[];
  /** The last of `time` was followed by `:`. */
  timeIsOpen: boolean;
  millisecond: number;
  pm: boolean | undefined;
  weekday: number | undefined;
  offsetMinutes: number | undefined;
}

/** Begins a reading; all fields are named here so that every reading has one hidden class. */
export const startReading = (text: string): Reading => ({
  text,
  at: 0,
  numbers: [],
  year: undefined,
  month: undefined,
  monthCameFirst: false,
  dateIsOpen: false,
  date: undefined,
  time: [],
  timeIsOpen: false,
  millisecond: 0,
  pm: undefined,
  weekday: undefined,
  offsetMinutes: undefined,
});

/** Counts the parts of a date that have not been made into one. */
export const partCount = ({ numbers, year, month }: Reading): number =>
  numbers.length + (year === undefined ? 0 : 1) + (month === undefined ? 0 : 1);

/** Looks for a sticky pattern at the reading's place without moving. */
export function match(reading: Reading, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reading.at;
  return pattern.exec(reading.text);
}

/** Moves past a sticky pattern and gives its text; undefined when it is not there. */
export function take(reading: Reading, pattern: RegExp): string | undefined {
  const taken = match(reading, pattern)?.[0];
  if (taken !== undefined) reading.at += taken.length;
  return taken;
}

const SPACE = /\s*/y;

/** Moves over white space and gives the character there, undefined at the end. */
export function nextCharacter(reading: Reading): string | undefined {
  take(reading, SPACE);
  return reading.text[reading.at];
}
