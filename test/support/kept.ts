import type { Knex } from 'knex';
import type { TestDatabase } from './database.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Table {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** A row as it was kept and as it is; null where there is none. */
export interface Difference {
  readonly table: string;
  readonly before: Row | null;
  readonly after: Row | null;
}

/** A database that goes back to what it held when it was kept, in milliseconds: a copy of its own takes 200. */
export interface KeptDatabase {
  /** Every table that differences tell of. */
  readonly tables: readonly Table[];
  differences(): Promise<readonly Difference[]>;
  /** Puts everything back, ids to come included. */
  restore(): Promise<void>;
}

/** Keeps a copy of every table, and has the tables note from now on in which of them somebody writes. */
export async function keepDatabase(database: TestDatabase): Promise<KeptDatabase> {
  // On a connection of its own: one that leaves out triggers forgets how it was going to do what it had prepared.
  const knex = database.connectAside();
  const tables = await readTables(knex);
  const told = tables.filter(({ name }) => !FOLLOWING.has(name));
  await knex.raw(KEEPING);
  for (const { name } of tables) await knex.raw('create table kept.?? as table public.??', [name, name]);
  for (const { name } of tables) await knex.raw(NOTING, [name]);
  const sequences = await readSequences(knex);

  let touched: readonly Table[] = [];
  const findTouched = async (): Promise<readonly Table[]> => {
    const { rows } = await knex.raw<{ rows: { name: string }[] }>('delete from kept.touches returning name');
    const names = new Set(rows.map(({ name }) => name));
    touched = tables.filter((table) => names.has(table.name) || touched.includes(table));
    return touched;
  };

  return {
    tables: told,

    async differences() {
      const changed = (await findTouched()).filter((table) => told.includes(table));
      if (changed.length === 0) return [];
      return (await knex.raw<{ rows: Difference[] }>(changed.map(differenceOf).join(' union all '))).rows;
    },

    async restore() {
      const lost = await findTouched();
      touched = [];
      // Rows come back in any order; their references are whole again at the end. One exchange is one transaction.
      await knex.raw(`${RESTORING} ${lost.map(restorationOf).join('')} ${UNCOUNTED} ${sequences}`);
    },
  };
}

/** Tables that follow from others: put back like all, and told of by none. */
const FOLLOWING = new Set(['open_tasks', 'resting_tasks', 'task_counts']);

/** A table of notes has no key and no index: whoever writes waits for nobody. What is counted is summed up first. */
const KEEPING = `
  select recount_tasks();
  create schema kept;
  create table kept.touches (name text not null);
  create function kept.note_touch() returns trigger language plpgsql as $$
  begin
    insert into kept.touches values (tg_table_name);
    return null;
  end $$`;

const NOTING = `create trigger kept_note_touch after insert or update or delete or truncate on public.??
  for each statement execute function kept.note_touch()`;

/** Every table but what is counted of logons, which tells of no call. */
async function readTables(knex: Knex): Promise<Table[]> {
  const { rows } = await knex.raw<{ rows: Table[] }>(`
    select relname as name,
           (select json_agg(attname order by array_position(indkey::int[], attnum::int))
              from pg_attribute where attrelid = pg_class.oid and attnum = any (indkey)) as key,
           (select json_agg(attname order by attnum) from pg_attribute
             where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
      from pg_class join pg_index on indrelid = pg_class.oid and indisprimary
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname !~ 'migration'
       and relname <> 'sign_in_tallies'
     order by relname`);
  return rows;
}

/** SQL that makes every sequence go on from where it is now. */
async function readSequences(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { name: string }[] }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'
        and relname !~ 'migration'`,
  );
  const resets: string[] = [];
  for (const { name } of rows) {
    const state = await knex.raw<{ rows: { last: string; called: boolean }[] }>(
      'select last_value as last, is_called as called from ??',
      [name],
    );
    const { last, called } = state.rows[0] ?? { last: '1', called: false };
    resets.push(`setval('${name}', ${last}, ${called})`);
  }
  return `select ${resets.join(', ')}`;
}

/** Without triggers, and with the joins of whole tables that the product's connections do without. */
const RESTORING = `
  set local session_replication_role = replica; set local enable_seqscan = on; set local enable_hashjoin = on;`;

/** Failures of one test delay no other, and what it has counted is not added to what was. */
const UNCOUNTED = 'delete from sign_in_tallies; delete from task_count_changes;';

/** Compares what is stored, bit by bit, so that only rows that have changed are taken apart and written. */
const SAME = 'kept_row *= live_row';

const differenceOf = ({ name, key }: Table): string => `
  select '${name}' as "table", to_jsonb(kept_row) as before, to_jsonb(live_row) as after
    from kept.${name} kept_row full join public.${name} live_row using (${key.join(', ')})
   where (${SAME}) is not true and to_jsonb(kept_row) is distinct from to_jsonb(live_row)`;

const restorationOf = ({ name, key, columns }: Table): string => {
  const sameKey = key.map((column) => `kept_row.${column} = live_row.${column}`).join(' and ');
  return `
  delete from public.${name} live_row
   where not exists (select from kept.${name} kept_row where ${sameKey} and ${SAME});
  insert into public.${name} (${columns.join(', ')}) overriding system value
  select ${columns.join(', ')} from kept.${name} kept_row
   where not exists (select from public.${name} live_row where ${sameKey});`;
};
