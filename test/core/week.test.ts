import { expect } from 'chai';
import { endOfWeek } from '../../src/core/week.ts';

describe('the end of a week', () => {
  const ROWS = [
    { on: 'a Monday', now: new Date(2031, 3, 14, 0, 0) },
    { on: 'a Wednesday', now: new Date(2031, 3, 16, 12, 30) },
    { on: 'a Sunday', now: new Date(2031, 3, 20, 23, 59, 59) },
  ];
  for (const { on, now } of ROWS) {
    it(`is the next Monday at midnight on ${on}`, () => {
      expect(endOfWeek(now)).to.deep.equal(new Date(2031, 3, 21));
    });
  }
});
