import { readMoment } from '../../../src/store/seed/reading/moment.ts';

/** The values of placeholders in one run. */
export interface Values {
  /** The moment the fixture was loaded, on a whole second: the zero of every relative date. */
  readonly loadedAt: Date;
  /** "127.0.0.1:45678" */
  readonly host: string;
  /** Tickets, keys and tokens by their placeholder: "ticket:jane.doe", "expired:jane.doe", "key:jane.doe". */
  readonly tickets: ReadonlyMap<string, string>;
}

const PLACEHOLDER = /\{\{([^{}]+)\}\}/g;
const MOMENT = /^(now|(?:about )?[+-]P\w+)(?: (task|day|utc|ms|epoch|zoned))?$/;
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** How far "now" and "about" may be off. */
const NEARNESS_MS = 60_000;

const two = (number: number): string => String(number).padStart(2, '0');
const dayOf = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const timeOf = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;

/** Of the zone that the samples are run in. */
const OFFSET = '+05:30';

const FORMATS = {
  '': (at: Date) => `${dayOf(at)}T${timeOf(at)}`,
  task: (at: Date) => `${dayOf(at)} ${timeOf(at)}`,
  day: dayOf,
  utc: (at: Date) => `${at.toISOString().slice(0, 19)}Z`,
  ms: (at: Date) => at.toISOString(),
  epoch: (at: Date) => String(at.getTime()),
  zoned: (at: Date) => `${dayOf(at)}T${timeOf(at)}${OFFSET}`,
} as const;

type Format = keyof typeof FORMATS;

const isFormat = (word: string): word is Format => word in FORMATS;

interface Moment {
  /** Earlier than `at` for "now": what the fixture says is now was so when it was loaded. */
  readonly since: Date;
  readonly at: Date;
  readonly format: Format;
  readonly exact: boolean;
}

function momentOf(placeholder: string, { loadedAt }: Values): Moment | null {
  const [, when = '', format = ''] = MOMENT.exec(placeholder) ?? [];
  if (when === '' || !isFormat(format)) return null;
  if (when === 'now') return { since: loadedAt, at: new Date(), format, exact: false };
  const exact = !when.startsWith('about ');
  const at = exact ? readMoment(when, loadedAt) : readMoment(when.slice('about '.length), new Date());
  if (format === 'day') at?.setHours(0, 0, 0, 0);
  return at && { since: at, at, format, exact };
}

/** The text a placeholder always stands for; null for those that stand for any of several. */
function fixedText(placeholder: string, values: Values): string | null {
  if (placeholder === 'host') return values.host;
  const fill = /^fill:(\d+)$/.exec(placeholder);
  if (fill) return 'x'.repeat(Number(fill[1]));
  const ticket = values.tickets.get(placeholder);
  if (ticket !== undefined) return ticket;
  const moment = momentOf(placeholder, values);
  return moment?.exact ? FORMATS[moment.format](moment.at) : null;
}

/** Bytes of a request: its placeholders replaced, `{{hex:…}}` by bytes that no encoding touches. */
export function renderBytes(text: string, values: Values, encode: (piece: string) => Buffer): Buffer {
  const pieces = text.split(PLACEHOLDER).map((piece, index) => {
    if (index % 2 === 0) return encode(piece);
    if (piece.startsWith('hex:')) return Buffer.from(piece.slice('hex:'.length).replaceAll(' ', ''), 'hex');
    const fixed = fixedText(piece, values);
    if (fixed === null) throw new Error(`{{${piece}}} has no meaning in a request`);
    return encode(fixed);
  });
  return Buffer.concat(pieces);
}

/** Tells whether a text is what another with placeholders says. */
export function matches(expected: string, actual: string, values: Values): boolean {
  // Also spares the pattern of a page or a WSDL, which no regular expression could hold.
  if (expected === actual) return true;
  const checks: ((found: string) => boolean)[] = [];
  const pattern = expected.split(PLACEHOLDER).map((piece, index) => {
    if (index % 2 === 0) return escape(piece);
    const fixed = fixedText(piece, values);
    if (fixed !== null) return escape(fixed);
    const { source, check } = matcherFor(piece, values);
    checks.push(check);
    return `(${source})`;
  });
  const found = new RegExp(`^${pattern.join('')}$`, 's').exec(actual);
  return found !== null && checks.every((check, index) => check(found[index + 1] ?? ''));
}

/** One of the texts that a text with placeholders can stand for. */
export const oneOf = (text: string, values: Values): string =>
  text.replace(PLACEHOLDER, (_, placeholder: string) => {
    const fixed = fixedText(placeholder, values);
    if (fixed !== null) return fixed;
    if (placeholder === 'guid') return '0190a5c0-0000-7000-8000-00000000000a';
    const moment = momentOf(placeholder, values);
    return moment ? FORMATS[moment.format](moment.at) : placeholder;
  });

interface Matcher {
  readonly source: string;
  readonly check: (found: string) => boolean;
}

function matcherFor(placeholder: string, values: Values): Matcher {
  if (placeholder === 'any') return { source: '.*?', check: () => true };
  if (placeholder === 'guid') return { source: GUID.source, check: () => true };
  const moment = momentOf(placeholder, values);
  if (!moment) throw new Error(`{{${placeholder}}} has no meaning`);
  return { source: '[-+.\\dTZ: ]+', check: (found) => isNear(found, moment) };
}

const isNear = (found: string, moment: Moment): boolean =>
  moment.format === 'day'
    ? [moment.since.getTime() - NEARNESS_MS, moment.at.getTime() + NEARNESS_MS].some(
        (at) => dayOf(new Date(at)) === found,
      )
    : distanceTo(moment, momentIn(found, moment.format)) <= NEARNESS_MS;

const distanceTo = ({ since, at }: Moment, found: Date): number =>
  Math.max(since.getTime() - found.getTime(), found.getTime() - at.getTime(), 0);

const momentIn = (text: string, format: Format): Date =>
  new Date(format === 'epoch' ? Number(text) : text.replace(' ', 'T'));

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Tells whether a value from the database is what `database.json` says; moments compare as instants. */
export function matchesValue(expected: unknown, actual: unknown, values: Values): boolean {
  const [, placeholder] = typeof expected === 'string' ? (/^\{\{([^{}]+)\}\}$/.exec(expected) ?? []) : [];
  if (placeholder === 'any') return actual !== null && actual !== undefined;
  const moment = placeholder === undefined ? null : momentOf(placeholder, values);
  if (!moment) {
    if (typeof expected === 'string' && typeof actual === 'string') return matches(expected, actual, values);
    if (isParts(expected) && isParts(actual)) return matchesParts(expected, actual, values);
    return JSON.stringify(expected) === JSON.stringify(actual);
  }
  return distanceTo(moment, new Date(String(actual))) <= (moment.exact ? 0 : NEARNESS_MS);
}

/** A value of jsonb that has parts: an object or a list. */
export const isParts = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** jsonb keeps no order of names. */
const matchesParts = (
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  values: Values,
): boolean =>
  Array.isArray(expected) === Array.isArray(actual) &&
  Object.keys(expected).length === Object.keys(actual).length &&
  Object.entries(expected).every(([name, value]) => name in actual && matchesValue(value, actual[name], values));

const DATE = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3}Z|Z|\+05:30)|[T ]\d\d:\d\d:\d\d|(?![\dT]))/g;
const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;
const YEAR_HOURS = 366 * 24;

/** Puts placeholders where a text has what changes from run to run; for samples that are written, not checked. */
export function generalise(text: string, values: Values): string {
  let general = text.replaceAll(values.host, '{{host}}');
  for (const [placeholder, ticket] of values.tickets) general = general.replaceAll(ticket, `{{${placeholder}}}`);
  return general
    .replace(GUID, '{{guid}}')
    .replace(DATE, (date) => relative(date, values) ?? date)
    .replace(EPOCH, (ms) => {
      const when = momentWords(new Date(Number(ms)), values.loadedAt);
      return when === null ? ms : `{{${when} epoch}}`;
    });
}

/** Milliseconds since 1970, as numbers of JSON. */
const EPOCH = /(?<=": )\d{13}\b/g;

function relative(date: string, { loadedAt }: Values): string | null {
  const format = formatOf(date);
  if (format === 'day') return relativeDay(new Date(`${date}T00:00:00`), loadedAt);
  const when = momentWords(new Date(date.replace(' ', 'T')), loadedAt);
  return when && `{{${when}${format && ` ${format}`}}}`;
}

function formatOf(date: string): Format {
  if (date.length === 10) return 'day';
  if (date.endsWith(OFFSET)) return 'zoned';
  if (date.endsWith('Z')) return date.includes('.') ? 'ms' : 'utc';
  return date.includes(' ') ? 'task' : '';
}

/** Whole days from the day the fixture was loaded; null for one that has nothing to do with it. */
function relativeDay(day: Date, loadedAt: Date): string | null {
  const days = (day.getTime() - new Date(loadedAt).setHours(0, 0, 0, 0)) / (24 * HOUR_MS);
  if (!Number.isInteger(days) || Math.abs(days) > YEAR_HOURS / 24) return null;
  return `{{${days < 0 ? '-' : '+'}P${Math.abs(days)}D day}}`;
}

/** How a moment is written relative to the loading of the fixture; null for one that has nothing to do with it. */
export function momentWords(at: Date, loadedAt: Date): string | null {
  const ms = at.getTime() - loadedAt.getTime();
  const hours = ms / HOUR_MS;
  if (hours !== 0 && Number.isInteger(hours) && Math.abs(hours) <= YEAR_HOURS) {
    const sign = hours < 0 ? '-' : '+';
    const size = Math.abs(hours);
    return size % 24 === 0 ? `${sign}P${size / 24}D` : `${sign}PT${size}H`;
  }
  if (Math.abs(Date.now() - at.getTime()) <= NEARNESS_MS) return 'now';
  return Math.abs(Date.now() + MONTH_MS - at.getTime()) <= NEARNESS_MS ? 'about +P30D' : null;
}
