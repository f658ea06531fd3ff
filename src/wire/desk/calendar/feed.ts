import { createHash } from 'node:crypto';
import type { Credential } from '../../../core/access/credential.ts';
import type { Operations } from '../../../operations/index.ts';
import { calendarSecretIn } from '../../calendar-address.ts';
import type { AnsweredCall, Dialect, Message, TextAnswer } from '../../dialect.ts';
import { pageLanguage } from '../frame/language.ts';
import { eventsOf } from './calendar-events.ts';
import { writeCalendar } from './icalendar.ts';

type Needs = Pick<Operations, 'calendar' | 'loginOf'>;

/**
 * The calendars of people, for programs that know one of their addresses. Every answer names what was called, also that
 * to a fault: the log has the path of a call without a name, and here the path is the secret.
 */
export const createCalendarFeed = (operations: Needs): Dialect => ({
  async answer(message) {
    const { method, path } = message;
    if (method !== 'GET' && method !== 'HEAD') {
      const call = callOf(message, 'method-not-allowed');
      return { ...plain(405, 'This address takes GET.\n', { Allow: 'GET, HEAD' }), call };
    }
    const secret = calendarSecretIn(path);
    const address: Credential | null = secret === null ? null : { kind: 'calendar', secret };
    try {
      const calendar = address && (await operations.calendar(address));
      if (!calendar) return { ...plain(404, NOTHING), call: callOf(message, 'calendar-unknown') };
      const text = writeCalendar(eventsOf(calendar, pageLanguage(calendar.language, undefined)));
      return { ...found(message, text), call: callOf(message, 'done', address && operations.loginOf(address)) };
    } catch (error) {
      return { ...failed(), fault: error, call: callOf(message, 'fault') };
    }
  },
  fault: failed,
});

/** As where nothing is at all: an address that has ended is not told from one that never was. */
const NOTHING = 'There is nothing at this address.\n';

const callOf = ({ method }: Message, outcome: string, user?: string | null): AnsweredCall => ({
  operation: 'calendar',
  binding: method,
  outcome,
  ...(user && { user }),
});

/** Nobody is to keep it who would not ask again: the address may have ended. */
const HEADERS = {
  'Cache-Control': 'private, no-cache',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

function found({ headers }: Message, text: string): TextAnswer {
  const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const caching = { ...HEADERS, ETag: etag };
  if (isKnown(headers['if-none-match'], etag)) return { status: 304, headers: caching, body: '' };
  return {
    status: 200,
    headers: {
      ...caching,
      'Content-Type': 'text/calendar; charset=utf-8',
      // Else a browser names the file by the secret.
      'Content-Disposition': 'inline; filename="calendar.ics"',
    },
    body: text,
  };
}

const isKnown = (given: string | undefined, etag: string): boolean =>
  given !== undefined &&
  given.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^(?!W\/)/, 'W/') === etag);

const plain = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): TextAnswer => ({
  status,
  headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body,
});

const failed = (): TextAnswer => plain(500, 'The server has failed; its log says why.\n');
