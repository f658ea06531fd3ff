/** A time in a calendar. */
export interface CalendarEvent {
  /** The same as long as it is the same event, and no other's anywhere. */
  readonly uid: string;
  /** The last change of it; null where that is not known. */
  readonly changedAt: Date | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  /** '' for none. */
  readonly description: string;
  /** Whether the person is away in that time, for programs that look for free ones. */
  readonly isAway: boolean;
}

export interface EventCalendar {
  readonly name: string;
  /** After which a program is to look again. */
  readonly refreshHours: number;
  /** The last change of what nobody has changed. */
  readonly madeAt: Date;
  readonly events: readonly CalendarEvent[];
}

/** What is to be in a calendar where nothing else is (RFC 5545 3.6): a time zone shows nowhere. */
const NO_EVENT: readonly string[] = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** Writes a calendar as RFC 5545 has it, with what RFC 7986 and the programs before it call its name and its refresh. */
export function writeCalendar({ name, refreshHours, madeAt, events }: EventCalendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Handover//Absence and duties//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`,
    `X-PUBLISHED-TTL:PT${refreshHours}H`,
    ...(events.length === 0 ? NO_EVENT : events.flatMap((event) => linesOf(event, madeAt))),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const linesOf = (event: CalendarEvent, madeAt: Date): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.uid)}`,
  // Where no method is said, it is the moment of the last change (RFC 5545 3.8.7.2).
  `DTSTAMP:${utc(event.changedAt ?? madeAt)}`,
  ...(event.changedAt ? [`LAST-MODIFIED:${utc(event.changedAt)}`] : []),
  `DTSTART:${utc(event.startsAt)}`,
  `DTEND:${utc(event.endsAt)}`,
  `SUMMARY:${escaped(event.summary)}`,
  ...(event.description === '' ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
  `TRANSP:${event.isAway ? 'OPAQUE' : 'TRANSPARENT'}`,
  `X-MICROSOFT-CDO-BUSYSTATUS:${event.isAway ? 'OOF' : 'FREE'}`,
  'END:VEVENT',
];

/** 20310415T170000Z */
const utc = (moment: Date): string => moment.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** RFC 5545 3.3.11: control characters have no spelling but that of a line break. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/(?!\t)\p{Cc}/gu, '');

/** Of a line, without its end (RFC 5545 3.1). */
const MOST_OCTETS = 75;

/** Breaks a line between characters, so that each part has 75 octets at the most; those that follow begin with a space. */
function folded(line: string): string {
  let [text, octets] = ['', 0];
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > MOST_OCTETS) [text, octets] = [`${text}\r\n `, 1];
    text += character;
    octets += more;
  }
  return text;
}
