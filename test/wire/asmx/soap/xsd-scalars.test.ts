import { expect } from 'chai';
import { UnreadableCall } from '../../../../src/wire/unreadable-call.ts';
import { readXsd } from '../../../../src/wire/asmx/soap/xsd-scalars.ts';
import { inZone } from '../form/zone.ts';

const I1 = 'Input string was not in a correct format.';
const I2 = 'Value was either too large or too small for an Int32.';
const X1 = Symbol('The string … is not a valid AllXsd value.');
const X2 = Symbol('The string … is not a valid Boolean value.');

const NOW = new Date('2026-06-15T12:00:00Z');

/** The newDueDate table of docs/legacy/wire.md#scalars, SOAP column; accepted values in UTC. */
const DATES: readonly (readonly [text: string, expected: string | typeof X1])[] = [
  ['2024-04-15', '2024-04-15T00:00:00'],
  ['2024-04-15T17:00:00', '2024-04-15T17:00:00'],
  ['2024-04-15T17:00', X1],
  ['2024-04-15 17:00', X1],
  ['2024-04-15T17:00:00Z', '2024-04-15T17:00:00'],
  ['2024-04-15T17:00:00+02:00', '2024-04-15T15:00:00'],
  ['2024-04-15T17:00:00.123', '2024-04-15T17:00:00.123'],
  ['2024-04-15T17:00:00.1234567', '2024-04-15T17:00:00.123'],
  ['2024-04-15T17:00:00.12345678', '2024-04-15T17:00:00.123'],
  ['2024-04-15T24:00:00', X1],
  ['04/15/2024', X1],
  ['4/15/2024', X1],
  ['15/04/2024', X1],
  ['04/15/2024 5pm', X1],
  ['04/15/2024 5 PM', X1],
  ['04/15/2024 5:00 PM', X1],
  ['04/15/24', X1],
  ['04-15-2024', X1],
  ['2024/04/15', X1],
  ['20240415', X1],
  ['15 Apr 2024', X1],
  ['April 15, 2024', X1],
  ['Apr 15 2024', X1],
  ['Monday, 15 April 2024', X1],
  ['Tuesday, 15 April 2024', X1],
  ['Mon, 15 Apr 2024 17:00:00 GMT', X1],
  ['2024-04', '2024-04-01T00:00:00'],
  ['04/2024', X1],
  ['2024', '2024-01-01T00:00:00'],
  ['5pm', X1],
  ['17:00', X1],
  ['now', X1],
  ['today', X1],
  ['', X1],
  ['  2024-04-15  ', '2024-04-15T00:00:00'],
  ['2024-02-30', X1],
  ['0001-01-01', '0001-01-01T00:00:00'],
  ['9999-12-31T23:59:59', '9999-12-31T23:59:59'],
  ['10000-01-01', X1],
  ['1713200400', X1],
  ['2024-4-5', X1],
  ['2024-04-15T17', X1],
  ['abc', X1],
  ['2024-04-15T17:00:00 PST', X1],
  ['01/01/0001 00:00:00', X1],
  ['null', X1],
  ['2024-W16-1', X1],
  ['15.04.2024', X1],
  ['2024.04.15', X1],
  ['4/15', X1],
  ['2024-04-15T5:00:00', X1],
  ['2024-04-15Z', '2024-04-15T00:00:00'],
  ['17:00:00', '2026-06-15T17:00:00'],
  ['--04-15', '1904-04-15T00:00:00'],
];

/** The rest of XML Schema's date and time types, which the framework reads alike. */
const MORE_DATES: readonly (readonly [text: string, expected: string | typeof X1])[] = [
  ['17:00:00+02:00', '2026-06-15T15:00:00'],
  ['2030-04-15+02:00', '2030-04-14T22:00:00'],
  ['2030-04Z', '2030-04-01T00:00:00'],
  ['2030Z', '2030-01-01T00:00:00'],
  ['--04', '2026-04-01T00:00:00'],
  ['--04--', '2026-04-01T00:00:00'],
  ['---15', '2026-01-15T00:00:00'],
  ['--02-29', '1904-02-29T00:00:00'],
  ['--02-30', X1],
  ['---32', X1],
  ['--13', X1],
  ['0000-01-01', X1],
  ['2030-04-15t17:00:00', X1],
  ['2030-04-15T17:00:00z', '2030-04-15T17:00:00'],
  ['2030-04-15T17:00:00.', X1],
  ['2030-04-15T17:00:60', X1],
  ['2030-04-15T17:00:00 Z', X1],
  ['2030-04-15T17:00:00+0200', X1],
  ['2030-04-15T17:00:00.99999999', '2030-04-15T17:00:01'],
  ['2030-04-15T17:00:00.000Z', '2030-04-15T17:00:00'],
  ['2030-04-15T17:00:00+11:30', '2030-04-15T05:30:00'],
  ['2030-04-15T17:00:00-09:15', '2030-04-16T02:15:00'],
  ['0001-01-01T00:00:00+02:00', '0001-01-01T00:00:00'],
  ['0001-06-15T17:00:00Z', '0001-06-15T17:00:00'],
  ['9999-06-15T17:00:00Z', '9999-06-15T17:00:00'],
  ['9999-12-31T23:59:59-05:00', '9999-12-31T23:59:59.999'],
];

/** The sendTaskNotice table of docs/legacy/wire.md#scalars, SOAP column. */
const BOOLEANS: readonly (readonly [text: string, expected: boolean | typeof X2])[] = [
  ['true', true],
  ['True', X2],
  ['TRUE', X2],
  ['tRuE', X2],
  ['false', false],
  ['False', X2],
  ['1', true],
  ['0', false],
  ['yes', X2],
  ['on', X2],
  ['', X2],
  [' true ', true],
  ['t', X2],
  ['-1', X2],
  ['2', X2],
  ['\t1\r\n', true],
  ['10', X2],
  ['true false', X2],
];

/** The taskId table of docs/legacy/wire.md#scalars, SOAP column. */
const INTEGERS: readonly (readonly [text: string, expected: number | string])[] = [
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
  ['\u00A05', I1],
  ['5\u3000', I1],
  ['$5', I1],
  ['\u0663', I1],
  ['1 000', I1],
  ['5\t', 5],
  ['\r\n5', 5],
];

const expectUnreadable = (read: () => unknown, message: string): void => {
  expect(read).to.throw(UnreadableCall).with.property('message', message);
};

describe('readXsd', () => {
  const utc = inZone('UTC');

  for (const [text, expected] of [...DATES, ...MORE_DATES]) {
    it(`reads ${JSON.stringify(text)} as a dateTime: ${String(expected)}`, () => {
      utc(() => {
        const read = () => readXsd('dateTime', text, NOW);
        if (expected === X1) expectUnreadable(read, `The string '${text}' is not a valid AllXsd value.`);
        else expect(read()).to.deep.equal(new Date(`${String(expected)}Z`));
      });
    });
  }

  for (const [text, expected] of BOOLEANS) {
    it(`reads ${JSON.stringify(text)} as a boolean: ${String(expected)}`, () => {
      const read = () => readXsd('boolean', text, NOW);
      if (expected === X2) expectUnreadable(read, `The string '${text}' is not a valid Boolean value.`);
      else expect(read()).to.equal(expected);
    });
  }

  for (const [text, expected] of INTEGERS) {
    it(`reads ${JSON.stringify(text)} as an int: ${String(expected)}`, () => {
      const read = () => readXsd('int', text, NOW);
      if (typeof expected === 'string') expectUnreadable(read, expected);
      else expect(read()).to.equal(expected);
    });
  }

  it('leaves a string as it is', () => {
    expect(readXsd('string', ' a\r\nb ', NOW)).to.equal(' a\r\nb ');
  });

  it('takes a dateTime without a zone for server local time and converts one with a zone', () => {
    const newYork = inZone('America/New_York');
    const read = (text: string) => newYork(() => readXsd('dateTime', text, new Date('2026-06-16T03:00:00Z')));

    expect(read('2026-07-01T09:00:00')).to.deep.equal(new Date('2026-07-01T13:00:00Z'));
    expect(read('2026-07-01T09:00:00Z')).to.deep.equal(new Date('2026-07-01T09:00:00Z'));
    expect(read('2026-07-01T09:00:00-07:00')).to.deep.equal(new Date('2026-07-01T16:00:00Z'));
    expect(read('09:00:00')).to.deep.equal(new Date('2026-06-15T13:00:00Z'));
  });
});
