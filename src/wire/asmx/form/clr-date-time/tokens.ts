import { millisecondsOf } from '../../values/server-time.ts';
import { invalid, unknownWord } from './errors.ts';
import { resolveDate } from './parts.ts';
import type { Reading } from './reading.ts';
import { match, nextCharacter, partCount, take } from './reading.ts';
import { WORDS } from './words.ts';

const LETTERS = /\p{L}+/uy;
const FRACTION = /\.([0-9]*)/y;
const HALF_DAY = /\s*[ap]m(?!\p{L})/iuy;
const ISO_MARK = /\s*t(?!\p{L})/iuy;
const OFFSET = /([+-])(?:([0-9]{1,2})(?::([0-9]{1,2}))?|([0-9]{1,2})([0-9]{2}))(?![0-9])/y;

/**
 * Takes the digits just read for a part of the date or the time, with the separator behind them. True when the
 * separator is the `T` of ISO 8601.
 *
 * @throws UnreadableCall as `notADate`
 */
export function readNumber(reading: Reading, digits: string, now: Date): boolean {
  if (digits.length > 8) throw invalid();
  const value = Number(digits);
  const isYear = digits.length > 2;
  if (reading.timeIsOpen) {
    if (isYear) throw invalid();
    readMinuteOrSecond(reading, value);
    return false;
  }
  const startsTime = partCount(reading) === 0 && reading.time.length === 0 && !isYear;
  if (!isYear && match(reading, HALF_DAY)) {
    readHourBeforeMark(reading, value, now);
    return false;
  }
  if (take(reading, ISO_MARK)) {
    if (isYear || reading.year === undefined || reading.numbers.length !== 1) throw invalid();
    reading.numbers.push(value);
    return true;
  }
  if (nextCharacter(reading) === ':') {
    if (!startsTime) throw invalid();
    reading.time.push(value);
    reading.at++;
    reading.timeIsOpen = true;
    return false;
  }
  if (!isYear) reading.numbers.push(value);
  else if (reading.year === undefined) reading.year = value;
  else throw invalid();
  endPart(reading, now);
  return false;
}

function readMinuteOrSecond(reading: Reading, value: number): void {
  reading.time.push(value);
  reading.timeIsOpen = false;
  if (reading.time.length === 3) {
    const fraction = match(reading, FRACTION);
    if (fraction) {
      reading.at += fraction[0].length;
      if (fraction[1]) reading.millisecond = millisecondsOf(fraction[1]);
    }
  }
  if (take(reading, ISO_MARK)) throw invalid();
  if (nextCharacter(reading) !== ':') return;
  if (reading.time.length === 3) throw invalid();
  reading.at++;
  reading.timeIsOpen = true;
}

/** `5 PM`, and `4/15 5 PM`, where the numbers before it are a month and a day. */
function readHourBeforeMark(reading: Reading, value: number, now: Date): void {
  if (reading.time.length > 0) throw invalid();
  if (reading.numbers.length === 2 && partCount(reading) === 2) resolveDate(reading, now);
  if (partCount(reading) > 0) throw invalid();
  reading.time.push(value);
}

/** Takes the separator behind a part of a date; the third part makes the date. */
function endPart(reading: Reading, now: Date): void {
  const complete = partCount(reading) === 3;
  const next = nextCharacter(reading);
  // Behind a whole date `-` can only start an offset, which is read later, and `/` is refused there.
  reading.dateIsOpen = !complete && (next === '/' || next === '-');
  if (reading.dateIsOpen) reading.at++;
  if (complete) resolveDate(reading, now);
}

/**
 * Takes a word, if there is one; true when it did.
 *
 * @throws UnreadableCall as `unknownWord` for an unknown one, as `notADate` for one out of place
 */
export function readWord(reading: Reading, now: Date): boolean {
  const start = reading.at;
  const letters = take(reading, LETTERS);
  if (letters === undefined) return false;
  const word = WORDS.get(letters.toLowerCase());
  if (word === undefined) throw unknownWord(start);
  switch (word.kind) {
    case 'month':
      if (reading.month !== undefined || reading.timeIsOpen || take(reading, ISO_MARK)) throw invalid();
      reading.monthCameFirst = partCount(reading) === 0;
      reading.month = word.value;
      endPart(reading, now);
      break;
    case 'weekday':
      if (reading.weekday !== undefined || reading.timeIsOpen) throw invalid();
      reading.weekday = word.value;
      break;
    case 'mark':
      if (reading.pm !== undefined) throw invalid();
      reading.pm = word.pm;
      break;
    case 'utc':
      if (reading.offsetMinutes !== undefined || partCount(reading) > 0) throw invalid();
      reading.offsetMinutes = 0;
      break;
  }
  return true;
}

/**
 * Takes `+8`, `+08`, `+8:00` or `+0800`; up to 99 hours, as the framework allows.
 *
 * @throws UnreadableCall as `notADate`
 */
export function readOffset(reading: Reading): void {
  const parts = match(reading, OFFSET);
  if (!parts || reading.offsetMinutes !== undefined) throw invalid();
  const minutes = Number(parts[3] ?? parts[5] ?? 0);
  if (minutes > 59) throw invalid();
  const offset = Number(parts[2] ?? parts[4]) * 60 + minutes;
  reading.offsetMinutes = parts[1] === '-' ? -offset : offset;
  reading.at += parts[0].length;
}
