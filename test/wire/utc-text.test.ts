import { expect } from 'chai';
import { momentOrNull, Moment } from '../../src/wire/handover/objects.ts';
import { utcText } from '../../src/wire/utc-text.ts';

describe('utcText', () => {
  for (const [title, at, text] of [
    ['a moment with milliseconds', Date.UTC(2031, 3, 15, 17, 0, 0, 5), '2031-04-15T17:00:00.005Z'],
    ['the last moment with a year of four digits', Date.UTC(9999, 11, 31, 23, 59, 59, 999), '9999-12-31T23:59:59.999Z'],
    [
      'the same for the rest of the last day in New York',
      Date.UTC(10_000, 0, 1, 4, 59, 59),
      '9999-12-31T23:59:59.999Z',
    ],
  ] as const) {
    it(`writes ${title}`, () => expect(utcText(new Date(at))).to.equal(text));
  }

  it('is how the JSON API writes a moment, as its description has it', () => {
    expect(Moment.parse(momentOrNull(new Date(Date.UTC(10_000, 0, 1))))).to.equal('9999-12-31T23:59:59.999Z');
  });
});
