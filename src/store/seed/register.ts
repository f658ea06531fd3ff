import type { Knex } from 'knex';
import type { Row, Table } from './bulk.ts';
import type { Problems } from './problems.ts';

/** The rows that entries of a fixture refer to by name: of the fixture, and of the database before it. */
export interface Register<Entry> {
  /** Null for no name; a name that nobody has is a problem of the entry at `where`, and null. */
  find(where: string, name: string | undefined): Entry | null;
  /** Like `find`, for a list of names; repeated names count once. */
  findAll(where: string, names: readonly string[]): Entry[];
  peek(name: string): Entry | undefined;
  add(name: string, entry: Entry): void;
}

/** Names ignore case. `what` completes the sentence "no … "x"", as in "user with login". */
export function createRegister<Entry>(what: string, problems: Problems): Register<Entry> {
  const entries = new Map<string, Entry>();

  function find(where: string, name: string | undefined): Entry | null {
    if (name === undefined) return null;
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) problems.add(where, `no ${what} "${name}"`);
    return entry ?? null;
  }

  return {
    find,
    findAll(where, names) {
      const found = names.map((name, index) => find(`${where}[${index}]`, name));
      return [...new Set(found.filter((entry) => entry !== null))];
    },
    peek: (name) => entries.get(name.toLowerCase()),
    add(name, entry) {
      entries.set(name.toLowerCase(), entry);
    },
  };
}

/** Reads the rows whose column is one of the names, ignoring case, each with the name it was asked for by. */
export async function readNamed<Found extends Row>(
  trx: Knex,
  table: string,
  column: string,
  wanted: readonly (string | undefined)[],
): Promise<(Found & { readonly wanted: string })[]> {
  const names = [...new Set(wanted.filter((name) => name !== undefined))];
  if (names.length === 0) return [];
  const read = await trx.raw<{ rows: (Found & { wanted: string })[] }>(
    `select wanted.name as wanted, known.*
       from unnest(?::text[]) as wanted (name)
       join ?? as known on lower(known.??) = lower(wanted.name)`,
    [names, table, column],
  );
  return read.rows;
}

/** Names the entries whose id or UUID the database has given to somebody else. */
export async function checkFree(
  trx: Knex,
  table: Table,
  entries: readonly { readonly id?: number | undefined; readonly uuid?: string | undefined }[],
  problems: Problems,
): Promise<void> {
  for (const column of ['id', 'uuid'] as const) {
    const values = entries.flatMap((entry) => entry[column] ?? []);
    if (values.length === 0) continue;
    const type = column === 'id' ? 'int' : 'uuid';
    const read = await trx.raw<{ rows: { value: number | string }[] }>(
      `select ?? as value from ?? where ?? = any(?::${type}[])`,
      [column, table, column, values.map(String)],
    );
    const taken = new Set(read.rows.map(({ value }) => value));
    entries.forEach((entry, index) => {
      const value = entry[column];
      if (value === undefined || !taken.has(value)) return;
      problems.add(`${table}[${index}].${column}`, `${value} is in the database already`);
    });
  }
}
