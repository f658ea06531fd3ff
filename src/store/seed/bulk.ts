import type { Knex } from 'knex';
import { instantText } from '../sql/instant.ts';

/** Values by column name; every row of one table has the same columns. */
export type Row = Readonly<Record<string, unknown>>;

export type Table = 'users' | 'teams' | 'documents' | 'workflows' | 'tasks' | Created;
/** Tables whose rows come into being because an entry mentions them. */
type Created = 'libraries' | 'folders' | 'document_types' | 'workflow_definitions';

/** Keeps one statement's text to a few megabytes; 100,000 tasks are fifty statements. */
const ROWS_PER_STATEMENT = 2000;

/** Inserts rows in the order given. The columns are those of the first row; the others get their defaults. */
export async function insertRows(trx: Knex, table: string, rows: readonly Row[]): Promise<void> {
  const first = rows[0];
  if (!first) return;
  const columns = Object.keys(first);
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const chunk = JSON.stringify(rows.slice(start, start + ROWS_PER_STATEMENT).map(withInstantTexts));
    await trx.raw('insert into ?? (??) select ?? from json_populate_recordset(null::??, ?::json)', [
      table,
      columns,
      columns,
      table,
      chunk,
    ]);
  }
}

/** JSON would write the ends of the calendar as PostgreSQL does not read them. */
const withInstantTexts = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, value instanceof Date ? instantText(value) : value]),
  );

/**
 * Gives an id to every entry: its own where it has one, the others follow the highest id known to the table,
 * its sequence and the entries. The caller holds a lock that keeps others from taking ids meanwhile.
 */
export async function assignIds(
  trx: Knex,
  table: Table,
  entries: readonly { readonly id?: number | undefined }[],
): Promise<number[]> {
  const used = await trx.raw<{ rows: { last: number }[] }>(
    `select greatest(coalesce((select max(id) from ??), 0),
                     (select case when is_called then last_value else 0 end from ??)::int) as last`,
    [table, `${table}_id_seq`],
  );
  let last = entries.reduce((highest, { id }) => Math.max(highest, id ?? 0), used.rows[0]?.last ?? 0);
  return entries.map(({ id }) => id ?? ++last);
}

/** Moves the sequence of a table past the ids it holds. */
export async function moveSequence(trx: Knex, table: Table): Promise<void> {
  await trx.raw(
    `select setval(?::regclass, greatest(held.last, sequence.last_value))
       from (select max(id) as last from ??) as held, ?? as sequence
      where held.last is not null`,
    [`${table}_id_seq`, table, `${table}_id_seq`],
  );
}
