import type { TestDatabase } from '../database.ts';
import { keepDatabase, type Difference, type Row } from '../kept.ts';
import { generalise, isParts, matchesValue, momentWords, type Values } from './templates.ts';

/** The changes of one table: new ones, new values by key, and keys of those that are gone. */
export interface TableChanges {
  readonly added?: readonly Row[];
  readonly changed?: Readonly<Record<string, Row>>;
  readonly removed?: readonly string[];
}

/** Everything that differs from the database as the fixture left it, by table. */
export interface Changes {
  /** Whose tickets got their full life again. */
  readonly extended?: readonly string[];
  readonly tables: Readonly<Record<string, TableChanges>>;
}

/** Knows what the database held when the ledger was opened. */
export interface Ledger {
  changes(): Promise<Changes>;
  /** Puts everything back, ids to come included. */
  restore(): Promise<void>;
}

/** Keeps a database; `ownerOf` names the owner of a ticket the runner made. */
export async function openLedger(database: TestDatabase, ownerOf: OwnerOf): Promise<Ledger> {
  const kept = await keepDatabase(database);
  return {
    async changes() {
      const found = (await kept.differences()).map(withoutKeyUse).filter(isChange);
      const extended = found.flatMap((row) => extendedBy(row, ownerOf) ?? []);
      const told = found.filter((row) => extendedBy(row, ownerOf) === undefined);
      const changes: Record<string, TableChanges> = {};
      for (const { name, key } of kept.tables) {
        const rows = told.filter(({ table }) => table === name);
        if (rows.length > 0) changes[name] = changesOf(rows, key, ownerOf);
      }
      return { ...(extended.length > 0 ? { extended: extended.sort() } : {}), tables: changes };
    },
    restore: () => kept.restore(),
  };
}

type OwnerOf = (digest: unknown) => string | undefined;

/** The owner of a ticket of which nothing but the expiry moved, and that forward. */
function extendedBy({ table, before, after }: Difference, ownerOf: OwnerOf): string | undefined {
  if (table !== 'credentials' || !before || !after) return undefined;
  const same = JSON.stringify({ ...before, expires_at: 0 }) === JSON.stringify({ ...after, expires_at: 0 });
  return same && String(after.expires_at) > String(before.expires_at) ? ownerOf(after.digest) : undefined;
}

/** The last use of a key is noted behind the call, and at most once a minute: no sample tells of it. */
const withoutKeyUse = (row: Difference): Difference =>
  row.table === 'api_keys' && row.before && row.after
    ? { ...row, after: { ...row.after, last_used_at: row.before.last_used_at } }
    : row;

const isChange = ({ before, after }: Difference): boolean => JSON.stringify(before) !== JSON.stringify(after);

function changesOf(rows: readonly Difference[], key: readonly string[], ownerOf: OwnerOf): TableChanges {
  const keyOf = (row: Row): string =>
    key.map((column) => (column === 'digest' && ownerOf(row[column])) || String(row[column])).join(',');
  const added = rows.flatMap(({ before, after }) => (!before && after ? [after] : []));
  const changed = rows.flatMap(({ before, after }) =>
    before && after ? [[keyOf(after), newValues(before, after)] as const] : [],
  );
  const removed = rows.flatMap(({ before, after }) => (before && !after ? [keyOf(before)] : []));
  return {
    ...(added.length > 0 ? { added } : {}),
    ...(changed.length > 0 ? { changed: Object.fromEntries(changed) } : {}),
    ...(removed.length > 0 ? { removed } : {}),
  };
}

const newValues = (before: Row, after: Row): Row =>
  Object.fromEntries(
    Object.entries(after).filter(([column, value]) => JSON.stringify(value) !== JSON.stringify(before[column])),
  );

/**
 * The changes with every value that is what the expectation says replaced by the expectation; of added rows
 * only the columns that it names are kept.
 */
export function changesInWordsOf(expected: Changes, actual: Changes, values: Values): Changes {
  const tables = Object.entries(actual.tables).map(([name, { added, changed, removed }]) => {
    const wanted = expected.tables[name] ?? {};
    return [
      name,
      {
        ...(added ? { added: addedInWordsOf(wanted.added ?? [], added, values) } : {}),
        ...(changed
          ? {
              changed: Object.fromEntries(
                Object.entries(changed).map(([key, row]) => [
                  key,
                  rowInWordsOf(wanted.changed?.[key] ?? {}, row, values),
                ]),
              ),
            }
          : {}),
        ...(removed ? { removed } : {}),
      },
    ] as const;
  });
  return { ...actual, tables: Object.fromEntries(tables) };
}

/** Rows of an insert have no order: each expectation takes the first row it fits. */
function addedInWordsOf(wanted: readonly Row[], added: readonly Row[], values: Values): Row[] {
  const left = [...added];
  const found: Row[] = [];
  const missed: Row[] = [];
  for (const row of wanted) {
    const at = left.findIndex((candidate) => fits(row, candidate, values));
    if (at !== -1) left.splice(at, 1);
    (at === -1 ? missed : found).push(row);
  }
  const misfits = left.map((row, index) => {
    const near = missed[index];
    return near ? rowInWordsOf(near, only(row, Object.keys(near)), values) : row;
  });
  return [...found, ...misfits];
}

const fits = (wanted: Row, row: Row, values: Values): boolean =>
  Object.entries(wanted).every(([column, value]) => matchesValue(value, row[column], values));

const rowInWordsOf = (wanted: Row, row: Row, values: Values): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column in wanted && matchesValue(wanted[column], value, values) ? wanted[column] : value,
    ]),
  );

const only = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));

const UNTOLD_COLUMNS = new Set(['uuid', 'created_at', 'digest', 'request_id']);

/** The changes with placeholders for what changes from run to run; for expectations that are written, not checked. */
export function generaliseChanges(changes: Changes, values: Values): Changes {
  const general = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column, value]) => value !== null && !UNTOLD_COLUMNS.has(column))
        .map(([column, value]) => [column, generaliseValue(value, values)]),
    );
  const tables = Object.entries(changes.tables).map(([name, { added, changed, removed }]) => [
    name,
    {
      ...(added ? { added: added.map(general) } : {}),
      ...(changed
        ? {
            changed: Object.fromEntries(
              Object.entries(changed).map(([key, row]) => [
                key,
                Object.fromEntries(
                  Object.entries(row).map(([column, value]) => [column, generaliseValue(value, values)]),
                ),
              ]),
            ),
          }
        : {}),
      ...(removed ? { removed } : {}),
    },
  ]);
  return { ...changes, tables: Object.fromEntries(tables) as Changes['tables'] };
}

function generaliseValue(value: unknown, values: Values): unknown {
  if (Array.isArray(value)) return value.map((each) => generaliseValue(each, values));
  if (isParts(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, generaliseValue(part, values)]));
  }
  if (typeof value !== 'string') return value;
  if (!/^\d{4}-\d\d-\d\dT.*[+-]\d\d:\d\d$/.test(value)) return generalise(value, values);
  const words = momentWords(new Date(value), values.loadedAt);
  return words === null ? value : `{{${words}}}`;
}
