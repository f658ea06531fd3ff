import { expect } from 'chai';
import { changedDueAt, type DueChange } from '../../../src/core/supervision/due-change.ts';

const HOUR_MS = 3_600_000;

describe('changing due dates', () => {
  const at = (text: string) => new Date(text);
  const shift = (days: number, hours = 0): DueChange => ({ kind: 'shift', days, ms: hours * HOUR_MS });

  const cases: [string, Date | null, DueChange, Date | null][] = [
    ['keeps a date', at('2030-01-01T10:00:00'), { kind: 'keep' }, at('2030-01-01T10:00:00')],
    ['keeps that there is none', null, { kind: 'keep' }, null],
    [
      'sets a date where there was another',
      at('2030-01-01T10:00:00'),
      { kind: 'set', at: at('2031-01-01') },
      at('2031-01-01'),
    ],
    ['sets a date where there was none', null, { kind: 'set', at: at('2031-01-01') }, at('2031-01-01')],
    ['shifts by days', at('2030-01-30T10:00:00'), shift(7), at('2030-02-06T10:00:00')],
    ['shifts back', at('2030-01-01T10:00:00'), shift(-1, -2), at('2029-12-31T08:00:00')],
    ['shifts nothing where there is no date', null, shift(7), null],
    ['goes no further than every API can say', at('9999-12-30T10:00:00'), shift(99_999), at('9999-12-31T00:00:00Z')],
    ['leaves a date behind that where it is', at('9999-12-31T10:00:00Z'), shift(7), at('9999-12-31T10:00:00Z')],
  ];
  for (const [sentence, dueAt, change, expected] of cases) {
    it(sentence, () => expect(changedDueAt(dueAt, change)).to.deep.equal(expected));
  }

  it('keeps the time of day over every change of clocks of the year', () => {
    const start = new Date(2030, 0, 1, 17, 0);
    for (let days = 0; days < 366; days += 1) {
      const due = changedDueAt(start, shift(days));
      expect([due?.getHours(), due?.getMinutes()], `${days} days later`).to.deep.equal([17, 0]);
    }
  });
});
