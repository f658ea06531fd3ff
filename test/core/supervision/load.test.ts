import { expect } from 'chai';
import { loadAfter, type Load, type MovedTask } from '../../../src/core/supervision/load.ts';

const now = new Date('2024-04-01T12:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const before: Load = { open: 5, overdue: 2, dueThisWeek: 1 };
const [ALICE, BOB] = [15, 9];

const task = (otherwise: Partial<MovedTask>): MovedTask => ({
  before: [BOB],
  after: [ALICE],
  oldDueAt: inHours(1),
  newDueAt: inHours(1),
  ...otherwise,
});

describe('the load that a move leaves', () => {
  const cases: [string, MovedTask[], Load][] = [
    ['is the same without tasks', [], before],
    ['has a task more', [task({ newDueAt: null })], { open: 6, overdue: 2, dueThisWeek: 1 }],
    [
      'counts what is due within seven days',
      [task({ newDueAt: inHours(167) })],
      { open: 6, overdue: 2, dueThisWeek: 2 },
    ],
    [
      'counts nothing as due this week from the seventh day on',
      [task({ newDueAt: inHours(168) })],
      { open: 6, overdue: 2, dueThisWeek: 1 },
    ],
    ['counts what is due now as not late', [task({ newDueAt: now })], { open: 6, overdue: 2, dueThisWeek: 2 }],
    [
      'counts a date that an undo puts back',
      [task({ newDueAt: inHours(-1) })],
      { open: 6, overdue: 3, dueThisWeek: 1 },
    ],
    [
      'goes down by what others get',
      [task({ before: [ALICE], after: [BOB], oldDueAt: inHours(-1) })],
      { open: 4, overdue: 1, dueThisWeek: 1 },
    ],
    [
      'changes by dates alone where the task stays',
      [task({ before: [ALICE], oldDueAt: inHours(-1) })],
      { open: 5, overdue: 1, dueThisWeek: 2 },
    ],
    [
      'has no task more where the person was asked beside somebody else before',
      [task({ before: [BOB, ALICE], after: [ALICE] })],
      before,
    ],
    ['leaves out what has nothing to do with the person', [task({ before: [], after: [BOB] })], before],
  ];
  for (const [sentence, moved, after] of cases) {
    it(sentence, () => expect(loadAfter(before, ALICE, moved, now)).to.deep.equal(after));
  }
});
