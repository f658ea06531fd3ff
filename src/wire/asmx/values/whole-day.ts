import type { Parameter, Value } from '../contract/operation.ts';

/** A time of day is written with a colon, which an offset has as well, or with the mark of its half of the day. */
const SAYS_TIME = /(?<![+-]\d\d?):|\d\s*[ap]m/i;

/** Does the text of a date say what time it is, be it midnight? */
export const saysTime = (text: string): boolean => SAYS_TIME.test(text);

/** The moment at which the next day begins, in the server's zone. */
export function nextDay(day: Date): Date {
  const next = new Date(day);
  next.setDate(next.getDate() + 1);
  return next;
}

/** A day that stands for all of itself where the contract says so: its last moment instead of its first. */
export const throughWholeDay = ({ wholeDay }: Pick<Parameter, 'wholeDay'>, text: string, value: Value): Value =>
  wholeDay === true && value instanceof Date && !saysTime(text) ? new Date(nextDay(value).getTime() - 1) : value;
