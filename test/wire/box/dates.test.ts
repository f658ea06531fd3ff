import { expect } from 'chai';
import { momentText, readDueDate } from '../../../src/wire/box/dates.ts';

describe('dates of Box', () => {
  const zone = process.env.TZ;
  const setZone = (name: string | undefined): void => {
    if (name === undefined) delete process.env.TZ;
    else process.env.TZ = name;
  };
  afterEach(() => setZone(zone));

  const written: [zone: string, moment: string, text: string][] = [
    ['Asia/Kolkata', '2031-04-15T11:30:00.999Z', '2031-04-15T17:00:00+05:30'],
    ['America/Los_Angeles', '2012-12-12T18:53:43Z', '2012-12-12T10:53:43-08:00'],
    ['America/St_Johns', '2031-01-15T12:00:00Z', '2031-01-15T08:30:00-03:30'],
    ['Europe/Berlin', '2031-07-01T00:00:00Z', '2031-07-01T02:00:00+02:00'],
    ['UTC', '0900-01-01T00:00:00Z', '0900-01-01T00:00:00+00:00'],
  ];
  for (const [name, moment, text] of written) {
    it(`are written by the clocks of ${name}: ${text}`, () => {
      setZone(name);
      expect(momentText(new Date(moment))).to.equal(text);
    });
  }

  const read: [text: string, moment: string | null][] = [
    ['2031-04-15T17:00:00+02:00', '2031-04-15T15:00:00.000Z'],
    ['2031-04-15T17:00:00-08:00', '2031-04-16T01:00:00.000Z'],
    ['2031-04-15T17:00:00Z', '2031-04-15T17:00:00.000Z'],
    ['2031-04-15t17:00:00.1239z', '2031-04-15T17:00:00.123Z'],
    ['2031-04-15T17:00+0530', '2031-04-15T11:30:00.000Z'],
    ['2031-04-15 17:00:00+02', '2031-04-15T15:00:00.000Z'],
    ['2031-04-15T17:00:00', '2031-04-15T11:30:00.000Z'],
    ['2031-04-15', '2031-04-14T18:30:00.000Z'],
    [' 2031-04-15 ', '2031-04-14T18:30:00.000Z'],
    ['2032-02-29', '2032-02-28T18:30:00.000Z'],
    ['2031-02-29', null],
    ['2031-13-01', null],
    ['2031-04-15T24:00:00', null],
    ['2031-04-15T17:60:00Z', null],
    ['0099-01-01', null],
    ['9999-12-31T18:29:59Z', '9999-12-31T18:29:59.000Z'],
    ['9999-12-31T18:30:00Z', null],
    ['9999-12-31T23:59:59-01:00', null],
    ['15.04.2031', null],
    ['1933372800', null],
    ['tomorrow', null],
    ['', null],
  ];
  for (const [text, moment] of read) {
    it(`are read: ${JSON.stringify(text)}`, () => {
      setZone('Asia/Kolkata');
      expect(readDueDate(text)?.toISOString() ?? null).to.equal(moment);
    });
  }
});
