import { expect } from 'chai';
import { dueGroupOf, type DueGroup } from '../../../src/core/desk/desk-task.ts';

/** By the clocks of the machine, as the function has them. */
const at = (day: number, hour = 12, minute = 0): Date => new Date(2026, 10, day, hour, minute);

/** 2026-11-23 is a Monday. */
const CASES: readonly [title: string, dueAt: Date | null, now: Date, group: DueGroup][] = [
  ['nothing', null, at(25), 'no-date'],
  ['a minute ago', at(25, 11, 59), at(25), 'overdue'],
  ['this moment', at(25), at(25), 'today'],
  ['the last minute of the day', at(25, 23, 59), at(25), 'today'],
  ['midnight', at(26, 0), at(25), 'this-week'],
  ['the last minute of Sunday', at(29, 23, 59), at(25), 'this-week'],
  ['Monday', at(30, 0), at(25), 'later'],
  ['Monday, on Sunday', at(30, 0), at(29), 'later'],
  ['Sunday, on Monday', at(29), at(23), 'this-week'],
];

describe('dueGroupOf', () => {
  for (const [title, dueAt, now, group] of CASES) {
    it(`puts ${title} under ${group}`, () => expect(dueGroupOf(dueAt, now)).to.equal(group));
  }
});
