import { expect } from 'chai';
import { UnreadableCall } from '../../../../src/wire/unreadable-call.ts';
import { readClr } from '../../../../src/wire/asmx/form/clr-scalars.ts';
import { inZone } from './zone.ts';

const D1 = new Error('String was not recognized as a valid DateTime.');
const D2 = (index: number): Error =>
  new Error(`The string was not recognized as a valid DateTime. There is an unknown word starting at index ${index}.`);
const D3 = new Error('String was not recognized as a valid DateTime because the day of week was incorrect.');
const D4 = new Error(
  'The DateTime represented by the string is not supported in calendar System.Globalization.GregorianCalendar.',
);
const B1 = new Error('String was not recognized as a valid Boolean.');
const I1 = new Error('Input string was not in a correct format.');
const I2 = new Error('Value was either too large or too small for an Int32.');

const NOW = new Date('2026-06-15T12:00:00Z');

/**
 * The newDueDate table of docs/legacy/wire.md#scalars, form column, and the lists behind it; accepted values in UTC.
 */
const DATES: readonly (readonly [text: string, expected: string | Error])[] = [
  ['2024-04-15', '2024-04-15T00:00:00'],
  ['2024-04-15T17:00:00', '2024-04-15T17:00:00'],
  ['2024-04-15T17:00', '2024-04-15T17:00:00'],
  ['2024-04-15 17:00', '2024-04-15T17:00:00'],
  ['2024-04-15T17:00:00Z', '2024-04-15T17:00:00'],
  ['2024-04-15T17:00:00+02:00', '2024-04-15T15:00:00'],
  ['2024-04-15T17:00:00.123', '2024-04-15T17:00:00.123'],
  ['2024-04-15T17:00:00.1234567', '2024-04-15T17:00:00.123'],
  ['2024-04-15T17:00:00.12345678', '2024-04-15T17:00:00.123'],
  ['2024-04-15T24:00:00', D4],
  ['04/15/2024', '2024-04-15T00:00:00'],
  ['4/15/2024', '2024-04-15T00:00:00'],
  ['15/04/2024', D1],
  ['04/15/2024 5pm', '2024-04-15T17:00:00'],
  ['04/15/2024 5 PM', '2024-04-15T17:00:00'],
  ['04/15/2024 5:00 PM', '2024-04-15T17:00:00'],
  ['04/15/24', '2024-04-15T00:00:00'],
  ['04-15-2024', '2024-04-15T00:00:00'],
  ['2024/04/15', '2024-04-15T00:00:00'],
  ['20240415', D1],
  ['15 Apr 2024', '2024-04-15T00:00:00'],
  ['April 15, 2024', '2024-04-15T00:00:00'],
  ['Apr 15 2024', '2024-04-15T00:00:00'],
  ['Monday, 15 April 2024', '2024-04-15T00:00:00'],
  ['Tuesday, 15 April 2024', D3],
  ['Mon, 15 Apr 2024 17:00:00 GMT', '2024-04-15T17:00:00'],
  ['2024-04', '2024-04-01T00:00:00'],
  ['04/2024', '2024-04-01T00:00:00'],
  ['2024', D1],
  ['5pm', '2026-06-15T17:00:00'],
  ['17:00', '2026-06-15T17:00:00'],
  ['now', D2(0)],
  ['today', D2(0)],
  ['', D1],
  ['  2024-04-15  ', '2024-04-15T00:00:00'],
  ['2024-02-30', D1],
  ['0001-01-01', '0001-01-01T00:00:00'],
  ['9999-12-31T23:59:59', '9999-12-31T23:59:59'],
  ['10000-01-01', D1],
  ['1713200400', D1],
  ['2024-4-5', '2024-04-05T00:00:00'],
  ['2024-04-15T17', D1],
  ['abc', D2(0)],
  ['2024-04-15T17:00:00 PST', D1],
  ['01/01/0001 00:00:00', '0001-01-01T00:00:00'],
  ['null', D2(0)],
  ['2024-W16-1', D2(5)],
  ['15.04.2024', D1],
  ['2024.04.15', '2024-04-15T00:00:00'],
  ['4/15', '2026-04-15T00:00:00'],
  ['2024-04-15T5:00:00', D1],
  ['2024-04-15Z', '2024-04-15T00:00:00'],
  ['17:00:00', '2026-06-15T17:00:00'],
  ['--04-15', D1],
  ['15-Apr-2030', '2030-04-15T00:00:00'],
  ['12:30 AM 4/15/2030', '2030-04-15T00:30:00'],
  ['2030-04-15 5:00:00 PM', '2030-04-15T17:00:00'],
  ['2030-04-15T17:00:00+0200', '2030-04-15T15:00:00'],
  ['2030-04-15t17:00:00z', '2030-04-15T17:00:00'],
  ['04/15/2030 5:00:00 PM +02:00', '2030-04-15T15:00:00'],
  ['1.5', '2026-01-05T00:00:00'],
  ['13/1/2030', D1],
  ['2030-13-01', D1],
  ['29 Feb 2029', D1],
  ['0', D1],
  ['1', D1],
];

/** Consequences of the same grammar that the lists of docs/legacy/wire.md#scalars do not show. */
const MORE_DATES: readonly (readonly [text: string, expected: string | Error])[] = [
  ['1/1/29', '2029-01-01T00:00:00'],
  ['1/1/30', '1930-01-01T00:00:00'],
  ['Apr 15', '2026-04-15T00:00:00'],
  ['15 Apr', '2015-04-01T00:00:00'],
  ['Apr 2030', '2030-04-01T00:00:00'],
  ['2030 Apr 15', '2030-04-15T00:00:00'],
  ['Apr 30 29', '2029-04-30T00:00:00'],
  ['Apr 31 29', '1931-04-29T00:00:00'],
  ['4/15 5 PM', '2026-04-15T17:00:00'],
  ['PM 5:00 4/15/2030', '2030-04-15T17:00:00'],
  ['4/15/2030 12 AM', '2030-04-15T00:00:00'],
  ['4/15/2030 13:00 PM', '2030-04-15T13:00:00'],
  ['4/15/2030 13:00 AM', D1],
  ['17:00:00-05:00', '2026-06-15T22:00:00'],
  ['2030-04-15 17:00:00.5 +8', '2030-04-15T09:00:00.500'],
  ['2030-04-15T17:00:00.99999999', '2030-04-15T17:00:01'],
  ['2030-04-15T17:00 -0830', '2030-04-16T01:30:00'],
  ['2030-04-15T17:00:00+02:60', D1],
  ['2030-04-15T17:00:00Z+02:00', D1],
  ['2030-04-15 17:00Z GMT', D1],
  ['2030-02-30T17:00:00', D4],
  ['2030-04-15 17:60', D4],
  ['25:00', D4],
  ['2030-04-15 17:00 PST', D2(17)],
  ['15th April 2030', D2(2)],
  ['Sept 15 2030', D2(0)],
  ['2/29', D1],
  ['2/29/2024', '2024-02-29T00:00:00'],
  ['0000-01-01', D1],
  ['2030-04-', D1],
  ['2030-04-15/', D1],
  ['17:', D1],
  ['17:00:00:00', D1],
  ['Monday', D1],
  ['Mon Mon 15 Apr 2024', D1],
  ['4/15/2030 4/16/2030', D1],
  ['4/15/2030 16', D1],
  ['17:00 18:00', D1],
  ['Jan 15 17:00', D1],
  ['2030-04-15\u0000\u0000', '2030-04-15T00:00:00'],
  ['\u00002030-04-15', D1],
  ['2030-04-15$', D1],
  ['   ', D1],
  ['0099-04-15 17:30', '0099-04-15T17:30:00'],
  ['150-04-15', '0150-04-15T00:00:00'],
  ['12345678-04-15T17:00:00', D4],
  ['123456789-04-15T17:00:00', D1],
  ['04/15/2030T17:00:00', D1],
  ['4/15T17:00', D1],
  ['2030-04T17:00', D1],
  ['2030 2031 4 15', D1],
  ['2030:15', D1],
  ['17:100', D1],
  ['17:00.5', D1],
  ['2030.04.15 17:00:00', '2030-04-15T17:00:00'],
  ['2030-04-15 17:00:00.125', '2030-04-15T17:00:00.125'],
  ['4/0/2030', D1],
  ['2/29/2100', D1],
  ['2/29/2000', '2000-02-29T00:00:00'],
  ['2030 15 April', '2030-04-15T00:00:00'],
  ['Apr May 2030', D1],
  ['15 Apr T17:00', D1],
  ['Apr 15 5 PM', D1],
  ['17:00 5 PM', D1],
  ['17:00T', D1],
  ['17: Apr 15 4', D1],
  ['17: Mon 30', D1],
  ['17:00/', D1],
  ['5 PM AM', D1],
  ['4/15:00', D1],
  ['4/15 Z', D1],
  ['2030-04-15 -05:00', '2030-04-15T05:00:00'],
  ['2030-04-15-05:00', '2030-04-15T05:00:00'],
  ['17:00 +01:59', '2026-06-15T15:01:00'],
  ['17:00 +02:00 +03:00', D1],
  ['9999-12-31T23:59:59-05:00', new Error('The DateTime represented by the string is out of range.')],
];

/** The sendTaskNotice table of docs/legacy/wire.md#scalars, form column. */
const BOOLEANS: readonly (readonly [text: string, expected: boolean | Error])[] = [
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['tRuE', true],
  ['false', false],
  ['False', false],
  ['1', B1],
  ['0', B1],
  ['yes', B1],
  ['on', B1],
  ['', B1],
  [' true ', true],
  ['t', B1],
  ['\u0000true', true],
  ['-1', B1],
  ['2', B1],
];

/** The taskId table of docs/legacy/wire.md#scalars, form column. */
const INTEGERS: readonly (readonly [text: string, expected: number | Error])[] = [
  ['5', 5],
  [' 5 ', 5],
  ['+5', 5],
  ['-5', -5],
  ['--5', I1],
  ['5-', I1],
  ['(5)', I1],
  ['5.0', I1],
  ['1,000', I1],
  ['0x10', I1],
  ['1e3', I1],
  ['2147483647', 2147483647],
  ['2147483648', I2],
  ['-2147483648', -2147483648],
  ['-2147483649', I2],
  ['', I1],
  ['007', 7],
  ['\u0665', I1],
  ['5\u0000', 5],
  ['\u00A05', I1],
  ['5\u3000', I1],
  ['$5', I1],
  ['\u0663', I1],
  ['1 000', I1],
  ['5\t', 5],
  ['\r\n5', 5],
  ['-0', 0],
  ['- 5', I1],
  ['5\u0000\u0000', 5],
  ['9'.repeat(400), I2],
];

const CLR_NAMES = { int: 'System.Int32', boolean: 'System.Boolean', dateTime: 'System.DateTime' };

function expectReading(type: 'int' | 'boolean' | 'dateTime', text: string, expected: unknown): void {
  if (!(expected instanceof Error)) {
    expect(readClr(type, text, NOW)).to.deep.equal(expected);
    return;
  }
  const outer = `Cannot convert ${text} to ${CLR_NAMES[type]}.\r\nParameter name: type`;
  const error = expect(() => readClr(type, text, NOW)).to.throw(UnreadableCall, outer);
  error.with.property('message', outer);
  error.with.nested.property('cause.message', expected.message);
}

describe('readClr', () => {
  const utc = inZone('UTC');

  for (const [text, expected] of [...DATES, ...MORE_DATES]) {
    it(`reads ${JSON.stringify(text)} as a dateTime: ${String(expected)}`, () => {
      utc(() => expectReading('dateTime', text, expected instanceof Error ? expected : new Date(`${expected}Z`)));
    });
  }

  it('knows how long every month is', () => {
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    lengths.forEach((length, index) => {
      const read = (day: number) => utc(() => readClr('dateTime', `${index + 1}/${day}/2030`, NOW));
      expect(read(length)).to.deep.equal(new Date(Date.UTC(2030, index, length)));
      expect(() => read(length + 1)).to.throw(UnreadableCall);
    });
  });

  for (const [text, expected] of BOOLEANS) {
    it(`reads ${JSON.stringify(text)} as a boolean: ${String(expected)}`, () => {
      expectReading('boolean', text, expected);
    });
  }

  for (const [text, expected] of INTEGERS) {
    it(`reads ${JSON.stringify(text.slice(0, 20))} as an int: ${String(expected)}`, () => {
      expectReading('int', text, expected);
    });
  }

  it('leaves a string as it is', () => {
    expect(readClr('string', ' <b>\u0000 ', NOW)).to.equal(' <b>\u0000 ');
  });

  it('takes a dateTime without a zone for server local time and converts one with a zone', () => {
    const newYork = inZone('America/New_York');
    const read = (text: string) => newYork(() => readClr('dateTime', text, new Date('2026-06-16T03:00:00Z')));

    expect(read('2026-07-01T09:00:00')).to.deep.equal(new Date('2026-07-01T13:00:00Z'));
    expect(read('1/15/2026 9 AM')).to.deep.equal(new Date('2026-01-15T14:00:00Z'));
    expect(read('2026-07-01T09:00:00+02:00')).to.deep.equal(new Date('2026-07-01T07:00:00Z'));
    expect(read('09:00')).to.deep.equal(new Date('2026-06-15T13:00:00Z'));
  });

  it('keeps the first day of year 1 in year 1 when an offset moves it before the calendar', () => {
    const read = (text: string) => inZone('UTC')(() => readClr('dateTime', text, NOW));

    expect(read('0001-01-01T00:00:00+02:00')).to.deep.equal(new Date('0001-01-01T22:00:00Z'));
  });

  it('reads a long run of NULs in one pass', () => {
    const text = `${'\u0000'.repeat(1_000_000)}x`;
    for (const type of ['int', 'boolean', 'dateTime'] as const) {
      expect(() => readClr(type, text, NOW)).to.throw(UnreadableCall);
    }
  });
});
