import type { JsonCall } from '../json/json-dialect.ts';

/** What an answer always has. */
const ALWAYS = ['type', 'id'];

/** An object with the fields that a client asks for; all of them where it asks for none. */
export function picked({ query }: Pick<JsonCall, 'query'>, object: object): object {
  const asked = namesIn(query);
  return asked === null ? object : only(object, asked);
}

/** A page of a list, of which the entries have the fields that a client asks for. */
export function pickedList<List extends { readonly entries: readonly object[] }>(
  { query }: Pick<JsonCall, 'query'>,
  list: List,
): object {
  const asked = namesIn(query);
  return asked === null ? list : { ...list, entries: list.entries.map((entry) => only(entry, asked)) };
}

const only = (object: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));

function namesIn(query: URLSearchParams): readonly string[] | null {
  const names = query
    .getAll('fields')
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : [...ALWAYS, ...names];
}

/** The part of a list that a client asks for, with the number of all entries. */
export function slice<List extends { readonly entries: readonly object[] }>(
  call: Pick<JsonCall, 'query'>,
  list: List,
): List {
  const { offset, limit } = pageOf(call);
  return { ...list, entries: list.entries.slice(offset, offset + limit) };
}

/** The part of a list that a client asks for. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** At the most, in one answer. */
const MOST_ENTRIES = 1000;
const MOST_OFFSET = 1_000_000_000;

/** What cannot be read is as if it were not there: Box itself knows no pages of these lists. */
export const pageOf = ({ query }: Pick<JsonCall, 'query'>): Page => ({
  offset: Math.min(wholeNumber(query.get('offset')) ?? 0, MOST_OFFSET),
  limit: Math.min(wholeNumber(query.get('limit')) ?? MOST_ENTRIES, MOST_ENTRIES) || MOST_ENTRIES,
});

const wholeNumber = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);
