import type { Cursor, EntryKey, FoundPage, ListOrder, ListPage, SortColumn } from '../../core/list-page.ts';
import type { Bind } from './binding.ts';

const TYPES: Readonly<Record<SortColumn['kind'], string>> = { int: 'int', moment: 'timestamptz', text: 'text' };

/** Which way a column is read: what lies before a cursor is read backwards, so that the nearest comes first. */
const isDown = ({ isDescending = false }: SortColumn, side?: Cursor['side']): boolean =>
  isDescending !== (side === 'before');

/** What follows `order by`. @param by an expression for each column of the order */
export const readingOrder = (order: ListOrder, by: readonly string[], side?: Cursor['side']): string =>
  order
    .map((column, index) => {
      const nulls = column.mayBeNull ? ` nulls ${side === 'before' ? 'first' : 'last'}` : '';
      return `${by[index]}${isDown(column, side) ? ' desc' : ''}${nulls}`;
    })
    .join(', ');

/**
 * The condition of entries that lie beyond a cursor; one that an index gives as far as the columns have one direction.
 *
 * @param orAt those at the cursor too, where all columns have one direction
 */
export function beyond(
  order: ListOrder,
  by: readonly string[],
  { side, key }: Cursor,
  bind: Bind,
  orAt = false,
): string {
  const values = order.map(({ kind }, index) =>
    (key[index] ?? null) === null ? null : `${bind(key[index])}::${TYPES[kind]}`,
  );
  const from = (index: number): string => {
    const [column, ...rest] = order.slice(index);
    if (!column) return 'false';
    const more = isDown(column, side) ? '<' : '>';
    if ([column, ...rest].every((each) => !each.mayBeNull && isDown(each, side) === isDown(column, side))) {
      return `(${by.slice(index).join(', ')}) ${more}${orAt ? '=' : ''} (${values.slice(index).join(', ')})`;
    }
    const [expression, value] = [by[index], values[index]];
    if (value === null || value === undefined) {
      const nulls = `${expression} is null and ${from(index + 1)}`;
      return side === 'before' ? `(${expression} is not null or ${nulls})` : `(${nulls})`;
    }
    const nulls = column.mayBeNull && side === 'after' ? ` or ${expression} is null` : '';
    const bound = column.mayBeNull ? '' : `${expression} ${more}= ${value} and `;
    return `${bound}(${expression} ${more} ${value}${nulls} or ${expression} = ${value} and ${from(index + 1)})`;
  };
  return from(0);
}

/** The key of an entry as JSON. */
export const keyJson = (order: ListOrder, by: readonly string[]): string =>
  `json_build_array(${order.map(({ kind }, index) => (kind === 'moment' ? momentText(by[index] ?? '') : by[index])).join(', ')})`;

const momentText = (expression: string): string =>
  `replace(replace(to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z" BC'), ' AD', ''), '.000000', '')`;

/** The clauses of a page: what its entries meet, their order, and how many are read. */
export interface PageClauses {
  readonly where: string;
  readonly orderBy: string;
  readonly limits: string;
}

export function pageClauses(order: ListOrder, by: readonly string[], page: ListPage, bind: Bind): PageClauses {
  if ('offset' in page) {
    const limits = `offset ${bind(page.offset)}::int limit ${bind(page.limit)}::int`;
    return { where: 'true', orderBy: readingOrder(order, by), limits };
  }
  const { cursor, limit } = page;
  return {
    where: cursor ? beyond(order, by, cursor, bind) : 'true',
    orderBy: readingOrder(order, by, cursor?.side),
    limits: `limit ${bind(limit + 1)}::int`,
  };
}

/** What a row has beside the columns of its entry. */
export interface PageColumns {
  readonly key: EntryKey;
  /** The entries of all pages, in each row. */
  readonly total: number;
}

/** The page that rows hold. */
export const foundIn = <Row extends PageColumns>(rows: readonly Row[]): FoundPage<Omit<Row, keyof PageColumns>> => ({
  found: rows.map(({ key, total: _total, ...entry }) => ({ key, entry })),
  total: rows[0]?.total ?? 0,
});
