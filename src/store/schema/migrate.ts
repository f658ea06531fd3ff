import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { execute } from '../sql/statement.ts';

/** At the package's root, as far from src/store as from dist/store. */
const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

const TABLE = 'knex_migrations';

/** Any number will do that nothing else in the database takes for its advisory lock. */
const LOCK = 4_812_004;

/** The first version that has gen_random_uuid() without an extension. */
const OLDEST_SERVER = 130_000;

/**
 * Runs the migrations that the database lacks, in the order of their numbers, each in a transaction of its own, and
 * returns their names. Processes that start together take turns.
 * @throws Error when the server is too old, the database is not in UTF-8, or it was migrated by a newer version of Handover.
 */
export async function migrate(knex: Knex, directory = MIGRATIONS): Promise<string[]> {
  refuseServer(await readServer(knex));
  const source = sqlFiles(directory);
  const applied: string[] = [];
  for (;;) {
    const step = await knex.transaction((trx) => applyNext(trx, source));
    if (step.length === 0) return applied;
    applied.push(...step);
  }
}

/** Reads the names of the migrations that the database lacks; writes nothing. */
export async function pendingMigrations(knex: Knex, directory = MIGRATIONS): Promise<string[]> {
  const [known, done] = await Promise.all([readNames(directory), readApplied(knex)]);
  return known.filter((name) => !done.has(name));
}

/** Reads the names of the migrations that the database has and this version does not know. */
export async function unknownMigrations(knex: Knex, directory = MIGRATIONS): Promise<string[]> {
  const known = await readNames(directory);
  return [...(await readApplied(knex))].filter((name) => !known.includes(name));
}

/** What a server and a database have to be. */
export interface DatabaseServer {
  /** Its server_version_num: 180004 of PostgreSQL 18.4. */
  readonly version: number;
  /** That of the database: UTF8, LATIN1, SQL_ASCII … */
  readonly encoding: string;
}

/** @throws Error when the server is older than PostgreSQL 13, or its database cannot hold every name as it is written. */
export function refuseServer({ version, encoding }: DatabaseServer): void {
  if (version < OLDEST_SERVER) {
    const major = Math.floor(version / 10_000);
    throw new Error(`Handover needs PostgreSQL 13 or newer, and the database server is ${major}.`);
  }
  // SQL_ASCII takes anything, but counts and cuts bytes.
  if (encoding !== 'UTF8') {
    throw new Error(
      `Handover needs a database in UTF8, and this one is in ${encoding}: make it with encoding 'UTF8' template template0.`,
    );
  }
}

/**
 * Knex's own lock is a row that a killed process leaves locked. In a transaction that holds an advisory lock the row
 * is only ever seen free, and both vanish with their process.
 */
async function applyNext(trx: Knex.Transaction, migrationSource: Knex.MigrationSource<string>): Promise<string[]> {
  await trx.raw('set local statement_timeout to 0');
  await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
  const known = new Set(await migrationSource.getMigrations([]));
  const done = await readApplied(trx);
  const unknown = [...done].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(`The database was migrated by a newer version of Handover (${unknown.join(', ')}).`);
  }
  // Knex would look for its tables once more, at every start.
  if (known.size === done.size) return [];
  const [, names] = (await trx.migrate.up({ migrationSource, tableName: TABLE })) as [number, string[]];
  return names;
}

function sqlFiles(directory: string): Knex.MigrationSource<string> {
  return {
    getMigrations: () => readNames(directory),
    getMigrationName: (name) => name,
    getMigration: async (name) => {
      const sql = await readFile(join(directory, `${name}.sql`), 'utf8');
      // Knex takes every bare question mark for a binding, in comments and the operators of jsonb too.
      return {
        up: (trx) => trx.raw(sql.replaceAll('?', '\\?')),
        down: () => Promise.reject(new Error('forward only')),
      };
    },
  };
}

async function readNames(directory: string): Promise<string[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith('.sql'));
  return files.map((file) => file.slice(0, -'.sql'.length)).sort();
}

async function readApplied(knex: Knex): Promise<Set<string>> {
  // Looking whether the server is ready must come to an end too: as long as one look lasts, there is no other.
  const [table] = await execute<{ exists: boolean }>(knex, { text: 'select to_regclass($1) is not null as exists' }, [
    TABLE,
  ]);
  if (!table?.exists) return new Set();
  const rows = await execute<{ name: string }>(knex, { text: `select name from ${TABLE}` }, []);
  return new Set(rows.map(({ name }) => name));
}

/** Reads what refuseServer looks at. */
export async function readServer(knex: Knex): Promise<DatabaseServer> {
  const [row] = await execute<{ version: string; encoding: string }>(knex, SERVER, []);
  return { version: Number(row?.version), encoding: row?.encoding ?? '' };
}

const SERVER = {
  text: `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
};
