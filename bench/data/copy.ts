import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';

export type Row = Readonly<Record<string, number | string>>;

/** A table's rows by their numbers, 1 to `count`; each has the same columns in the same order. */
export interface Rows {
  readonly table: string;
  readonly count: number;
  readonly row: (n: number) => Row;
}

const ROWS_PER_WRITE = 2000;

/** Sends the rows from `first` to `last` as fast as PostgreSQL takes them, and no faster. */
export async function copyRows(client: pg.Client, rows: Rows, first = 1, last = rows.count): Promise<void> {
  const columns = Object.keys(rows.row(first)).join(', ');
  await pipeline(linesOf(rows, first, last), client.query(from(`copy ${rows.table} (${columns}) from stdin`)));
}

function* linesOf({ row }: Rows, first: number, last: number): Generator<string> {
  for (let start = first; start <= last; start += ROWS_PER_WRITE) {
    let lines = '';
    const end = Math.min(last, start + ROWS_PER_WRITE - 1);
    for (let n = start; n <= end; n++) lines += `${Object.values(row(n)).map(escape).join('\t')}\n`;
    yield lines;
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/**
 * Asks first, since hardly any text needs it: replacing nothing takes as long as everything else that is done to a row.
 */
const escape = (field: number | string): number | string =>
  typeof field === 'string' && SPECIAL.test(field)
    ? field.replaceAll(/[\\\t\n\r]/g, (special) => ESCAPES[special] ?? special)
    : field;
