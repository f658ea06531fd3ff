import { expect } from 'chai';
import { dateInWords, distanceInWords } from '../../../src/notify/mail/due-date.ts';

const BERLIN = 'Europe/Berlin';
const now = new Date('2024-04-10T20:30:00Z'); // 22:30 in Berlin

const distances: [string, string][] = [
  ['2024-04-10T20:50:00Z', 'in 20 minutes'],
  ['2024-04-10T21:45:00Z', 'in 1 hour'],
  ['2024-04-10T22:10:00Z', 'tomorrow'],
  ['2024-04-11T20:00:00Z', 'tomorrow'],
  ['2024-04-15T15:00:00Z', 'in 5 days'],
  ['2024-04-10T17:00:00Z', '3 hours ago'],
  ['2024-04-09T10:00:00Z', 'yesterday'],
];

describe('a due date in words', () => {
  for (const [at, words] of distances) {
    it(`is ${words} for ${at}, by the calendar of the zone`, () => {
      expect(distanceInWords(new Date(at), now, 'en-GB', BERLIN)).to.equal(words);
    });
  }

  it('counts days across a change to summer time', () => {
    const before = new Date('2024-03-30T11:00:00Z');
    expect(distanceInWords(new Date('2024-03-31T22:30:00Z'), before, 'en-GB', BERLIN)).to.equal('in 2 days');
  });

  it('names weekday, date, time and zone', () => {
    const at = new Date('2024-04-15T15:00:00Z');
    expect(dateInWords(at, 'en-GB', BERLIN)).to.equal('Monday, 15 April 2024 at 17:00 CEST');
    expect(dateInWords(at, 'en-GB', 'UTC')).to.equal('Monday, 15 April 2024 at 15:00 UTC');
  });
});
