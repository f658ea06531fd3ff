import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { z } from 'zod';
import { migrate } from '../../../../src/store/schema/migrate.ts';
import { execute } from '../../../../src/store/sql/statement.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../migrations', import.meta.url));

/** What a version left behind: its rows as JSON, and statements as it sent them, each with the values of one call. */
const release = z.object({
  lastMigration: z.string(),
  /** A live ticket of john.smith. */
  ticket: z.string(),
  statements: z.record(z.string(), z.object({ text: z.string(), values: z.array(z.unknown()) })),
  rows: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

export type Release = z.infer<typeof release>;

export const readRelease = async (name: string): Promise<Release> =>
  release.parse(JSON.parse(await readFile(new URL(`${name}.json`, import.meta.url), 'utf8')));

/** Gives an empty database the model of a version and the rows it held, as they were but for when tickets expire. */
export async function restoreRelease(knex: Knex, { lastMigration, rows }: Release): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-released-'));
  const files = (await readdir(MIGRATIONS)).filter((file) => file <= `${lastMigration}.sql`);
  for (const file of files) await copyFile(join(MIGRATIONS, file), join(directory, file));
  await migrate(knex, directory);
  await rm(directory, { recursive: true });

  await knex.transaction(async (trx) => {
    // What triggers keep is among the rows.
    await trx.raw('set local session_replication_role = replica');
    for (const [table, all] of Object.entries(rows)) {
      const columns = Object.keys(all[0] ?? {});
      const places = columns.map(() => '??').join(', ');
      await trx.raw('delete from ??', [table]);
      await trx.raw(
        `insert into ?? (${places}) overriding system value
         select ${places} from jsonb_populate_recordset(null::??, ?)`,
        [table, ...columns, ...columns, table, JSON.stringify(all)],
      );
    }
    await trx.raw(`update credentials set expires_at = now() + interval '1 day'`);
  });
  const identities = await knex.raw<{ rows: { table: string; column: string }[] }>(
    `select attrelid::regclass::text as table, attname as column from pg_attribute join pg_class on pg_class.oid = attrelid
      where attidentity <> '' and relnamespace = 'public'::regnamespace`,
  );
  for (const { table, column } of identities.rows) {
    await knex.raw(`select setval(pg_get_serial_sequence(?, ?), (select coalesce(max(??), 0) + 1 from ??), false)`, [
      table,
      column,
      column,
      table,
    ]);
  }
}

const BYTEA = z.object({ bytea: z.string() });

const asSent = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asSent);
  const bytes = BYTEA.safeParse(value);
  return bytes.success ? Buffer.from(bytes.data.bytea, 'hex') : value;
};

/**
 * Runs one of the statements as that version did: under its name, prepared once for a connection.
 * @param change gives the values of this call, made of those that were recorded
 */
export async function runReleased<Row>(
  knex: Knex,
  { statements }: Release,
  name: string,
  change: (values: readonly unknown[]) => unknown[],
): Promise<Row[]> {
  const statement = statements[name];
  if (!statement) throw new Error(`that version did not send ${name}`);
  return execute<Row>(knex, { name, text: statement.text }, change(statement.values.map(asSent)));
}
