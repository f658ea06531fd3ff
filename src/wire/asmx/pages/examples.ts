import type { Parameter } from '../contract/operation.ts';
import { localDate } from '../answer/date-texts.ts';
import { SORT_NAMES } from '../parameters/criteria.ts';

const DAY_MS = 24 * 3_600_000;

/** Example dates of parameters, in days from now. Parameters not named here need a date in the future. */
const DAYS_AHEAD: Readonly<Record<string, number>> = { startOn: 1, endOn: 14, finishDate: 0 };
const NEXT_WEEK = 7;

const TEXTS: Readonly<Record<string, string>> = {
  xmlcriteria: '<criteria><param NAME="TASKCOMPLETIONSTATUS" VALUE="Due"/></criteria>',
  SortBy: SORT_NAMES[0] ?? '',
};

/** A value the operation understands, to try it with; '' where none can be guessed. `now` is the day it is asked on. */
export function exampleOf({ name, type }: Parameter, now: Date): string {
  if (type === 'dateTime') {
    const day = new Date(now.getTime() + (DAYS_AHEAD[name] ?? NEXT_WEEK) * DAY_MS);
    return `${localDate(day)}T17:00:00`;
  }
  return TEXTS[name] ?? '';
}
