import { LARGEST_INT } from './largest-int.ts';

/** One of the values that a list is ordered by. */
export interface SortColumn {
  readonly kind: 'int' | 'moment' | 'text';
  readonly isDescending?: boolean;
  /** Entries without this value come last in either direction. */
  readonly mayBeNull?: boolean;
  /** Null where the value before it is, and nowhere else. */
  readonly isNullWithPrevious?: boolean;
  /** All values that a number can have, where these are few. */
  readonly among?: readonly number[];
}

/** What a list is ordered by, the last value of which makes each entry unique. */
export type ListOrder = readonly SortColumn[];

/** The values of one entry. A moment is text in UTC, to the microsecond: PostgreSQL knows more of it than Date does. */
export type EntryKey = readonly (string | number | null)[];

/** Where a page lies: before or after an entry that need not be there any more. */
export interface Cursor {
  readonly side: 'before' | 'after';
  readonly key: EntryKey;
}

/** A part of a list by where it begins, so that a page far behind costs as much as the first. */
export interface CursorPage {
  /** Null for the first page. */
  readonly cursor: Cursor | null;
  readonly limit: number;
}

/** A part of a list by how many entries to pass over, as the JSON API asks for it. */
export interface OffsetPage {
  readonly offset: number;
  readonly limit: number;
}

export type ListPage = CursorPage | OffsetPage;

/** An entry as it is found, with what it is ordered by. */
export interface Keyed<Entry> {
  readonly key: EntryKey;
  readonly entry: Entry;
}

/** A page as it is found. */
export interface FoundPage<Entry> {
  /** Up to one entry more than a page at a cursor has room for, the nearest to the cursor first. */
  readonly found: readonly Keyed<Entry>[];
  /** The entries of all pages; 0 where the page has none. */
  readonly total: number;
}

/** A page as an address asks for it: before or after an entry whose key the address has as text. */
export interface PlacedPage {
  /** Null for the first page. */
  readonly place: { readonly side: Cursor['side']; readonly key: string } | null;
  readonly limit: number;
}

export type AskedPage = PlacedPage | OffsetPage;

/** What lies around a page, as addresses have it; null for nothing. Who asks by an offset knows without. */
export interface Around {
  readonly before: string | null;
  readonly after: string | null;
  /** The side whose entry cannot be read: the page is the first one then. */
  readonly lost: Cursor['side'] | null;
}

interface PlannedPage<Page extends ListPage = ListPage> {
  readonly page: Page;
  readonly lost: Around['lost'];
}

/** Reads where a page begins. @param order of its list */
export function planPage(asked: PlacedPage, order: ListOrder): PlannedPage<CursorPage>;
export function planPage(asked: AskedPage, order: ListOrder): PlannedPage;
export function planPage(asked: AskedPage, order: ListOrder): PlannedPage {
  if ('offset' in asked) return { page: asked, lost: null };
  const { place, limit } = asked;
  if (!place) return { page: { cursor: null, limit }, lost: null };
  const key = readEntryKey(place.key, order);
  return key
    ? { page: { cursor: { side: place.side, key }, limit }, lost: null }
    : { page: { cursor: null, limit }, lost: place.side };
}

/**
 * Puts a page in order.
 *
 * @param found of a page at a cursor up to one entry more than it has room for, the nearest to the cursor first
 */
export function turnPage<Entry>(
  found: readonly Keyed<Entry>[],
  { page, lost }: PlannedPage,
): { readonly entries: readonly Entry[]; readonly around: Around } {
  if ('offset' in page)
    return { entries: found.map(({ entry }) => entry), around: { before: null, after: null, lost } };
  const { cursor, limit } = page;
  const nearest = found.slice(0, limit);
  const isMore = found.length > limit;
  const isBackwards = cursor?.side === 'before';
  const shown = isBackwards ? nearest.reverse() : nearest;
  const [first, last] = [shown.at(0), shown.at(-1)];
  const areBefore = isBackwards ? isMore : cursor !== null;
  const areAfter = isBackwards || isMore;
  return {
    entries: shown.map(({ entry }) => entry),
    around: {
      before: areBefore && first ? writeEntryKey(first.key) : null,
      after: areAfter && last ? writeEntryKey(last.key) : null,
      lost,
    },
  };
}

/** What of a list that is there as a whole, in its order, lies beyond a cursor: the nearest first. */
export function beyondCursor<Entry>(
  sorted: readonly Keyed<Entry>[],
  page: ListPage,
  compare: (one: EntryKey, other: EntryKey) => number,
): readonly Keyed<Entry>[] {
  if ('offset' in page || !page.cursor) return sorted;
  const { side, key } = page.cursor;
  const isAfter = side === 'after';
  const beyond = sorted.filter((each) => (isAfter ? compare(each.key, key) > 0 : compare(each.key, key) < 0));
  return isAfter ? beyond : beyond.reverse();
}

const NULL = '-';
const MOST_OF_KEY = 2000;

/** Writes a key in plain words, for an address: 2031-04-15T17:00:00Z~4812. */
export const writeEntryKey = (key: EntryKey): string => key.map(writeValue).join('~');

function writeValue(value: EntryKey[number]): string {
  if (value === null) return NULL;
  const text = String(value);
  return text === NULL ? '%2D' : text.replaceAll('%', '%25').replaceAll('~', '%7E');
}

/** Reads what `writeEntryKey` has written for a list of this order; null for anything else. */
export function readEntryKey(text: string, order: ListOrder): EntryKey | null {
  const parts = text.split('~');
  if (parts.length !== order.length || text.length > MOST_OF_KEY) return null;
  const key = order.map((column, index) => readValue(parts[index] ?? '', column));
  return key.every((value) => value !== undefined) && areNullTogether(key, order) ? key : null;
}

const areNullTogether = (key: EntryKey, order: ListOrder): boolean =>
  order.every(
    ({ isNullWithPrevious = false }, index) =>
      !isNullWithPrevious || (key[index] === null) === (key[index - 1] === null),
  );

function readValue(part: string, { kind, mayBeNull, among }: SortColumn): EntryKey[number] | undefined {
  if (part === NULL) return mayBeNull ? null : undefined;
  if (kind === 'int') return readInt(part, among);
  return kind === 'moment' ? readMoment(part) : readText(part);
}

function readInt(part: string, among?: readonly number[]): number | undefined {
  const value = Number(part);
  if (!/^-?\d{1,10}$/.test(part) || Math.abs(value) > LARGEST_INT) return undefined;
  return among?.includes(value) === false ? undefined : value;
}

const MOMENT = /^(\d{4}|10000)(-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,6})?Z( BC)?$/;

/** From 0001 BC to 10000, where the calendar of a server reaches in UTC; there is no year 0. */
function readMoment(part: string): string | undefined {
  const [, year = '', rest = '', isBefore] = MOMENT.exec(part) ?? [];
  if (year === '' || year === '0000' || (isBefore !== undefined && year !== '0001')) return undefined;
  // Of a year with the same days, which Date can read.
  const day = `${2000 + (isBefore === undefined ? Number(year) % 400 : 0)}${rest}`;
  const at = new Date(`${day}Z`);
  return !Number.isNaN(at.valueOf()) && at.toISOString().startsWith(day) ? part : undefined;
}

function readText(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
