import { expect } from 'chai';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { writeCalendar, type CalendarEvent } from '../../../src/wire/desk/calendar/icalendar.ts';

const at = (text: string): Date => new Date(text);
const EVENT: CalendarEvent = {
  uid: 'duty-12-1930000000000@here',
  changedAt: at('2031-04-01T08:30:15.250Z'),
  startsAt: at('2031-04-15T07:00:00Z'),
  endsAt: at('2031-04-29T15:00:59.999Z'),
  summary: 'Standing in for Jane Doe',
  description: '',
  isAway: false,
};
const written = (...events: CalendarEvent[]): string =>
  writeCalendar({ name: 'Absence', refreshHours: 1, madeAt: at('2031-01-01T00:00:00Z'), events });

describe('what is written as iCalendar', () => {
  it('is what RFC 5545 says, to the byte', () => {
    expect(written(EVENT).split('\r\n')).to.deep.equal([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Handover//Absence and duties//EN',
      'CALSCALE:GREGORIAN',
      'NAME:Absence',
      'X-WR-CALNAME:Absence',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      'UID:duty-12-1930000000000@here',
      'DTSTAMP:20310401T083015Z',
      'LAST-MODIFIED:20310401T083015Z',
      'DTSTART:20310415T070000Z',
      'DTEND:20310429T150059Z',
      'SUMMARY:Standing in for Jane Doe',
      'TRANSP:TRANSPARENT',
      'X-MICROSOFT-CDO-BUSYSTATUS:FREE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('says no change that nobody knows of, and always has a component', () => {
    const text = written({ ...EVENT, changedAt: null, isAway: true });
    expect(text).to.include('DTSTAMP:20310101T000000Z').and.to.include('TRANSP:OPAQUE').and.not.to.include('LAST-MOD');
    expect(
      ICAL.Component.fromString(written())
        .getAllSubcomponents()
        .map(({ name }) => name),
    ).to.deep.equal(['vtimezone']);
  });

  it('comes back from another reader as any text was, in lines of 75 octets', () => {
    const text = fc.array(
      fc.constantFrom('ä', '\u{1f5d3}', 'a', 'Straße ', ';', ',', '\\', '\\n', '\n', '"', ':', '\t'),
      {
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const event = { ...EVENT, summary: `x${summary.join('')}`, description: `y${description.join('')}` };
        const calendar = written(event);
        const lines = calendar.split('\r\n');
        expect(lines.filter((line) => Buffer.byteLength(line) > 75 || /[\r\n]/.test(line))).to.deep.equal([]);
        const read = new ICAL.Event(ICAL.Component.fromString(calendar).getFirstSubcomponent('vevent') ?? undefined);
        expect(read.summary).to.equal(event.summary);
        expect(read.description).to.equal(event.description);
      }),
    );
  });

  it('leaves out what no line may have', () => {
    expect(written({ ...EVENT, summary: 'a\u0007b\u001bc\r\nd' })).to.include('SUMMARY:abc\\nd\r\n');
  });
});
