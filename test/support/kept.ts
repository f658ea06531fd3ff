import type { Knex } from 'knex';

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
  readonly tables: readonly Table[];
  differences(): Promise<readonly Difference[]>;
  /** Puts everything back, ids to come included. */
  restore(): Promise<void>;
}

/** Keeps a copy of every table, and has the tables note from now on in which of them somebody writes. */
export async function keepDatabase(knex: Knex): Promise<KeptDatabase> {
  const tables = await readTables(knex);
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
    tables,

    async differences() {
      const changed = await findTouched();
      if (changed.length === 0) return [];
      return (await knex.raw<{ rows: Difference[] }>(changed.map(differenceOf).join(' union all '))).rows;
    },

    async restore() {
      const lost = await findTouched();
      touched = [];
      // Rows come back in any order; their references are whole again at the end. One exchange is one transaction.
      const recount = lost.some(({ name }) => name === 'tasks') ? 'select recount_tasks();' : '';
      await knex.raw(
        `set local session_replication_role = replica; ${lost.map(restorationOf).join('')} ${recount}
         ${NOBODY_FAILED} ${sequences}`,
      );
    },
  };
}

/** A table of notes has no key and no index: whoever writes waits for nobody. */
const KEEPING = `
  create schema kept;
  create table kept.touches (name text not null);
  create function kept.note_touch() returns trigger language plpgsql as $$
  begin
    insert into kept.touches values (tg_table_name);
    return null;
  end $$`;

const NOTING = `create trigger kept_note_touch after insert or update or delete or truncate on public.??
  for each statement execute function kept.note_touch()`;

/** Every table but those that follow from others, and what is counted of logons, which tells of no call. */
async function readTables(knex: Knex): Promise<Table[]> {
  const { rows } = await knex.raw<{ rows: Table[] }>(`
    select relname as name,
           (select json_agg(attname order by array_position(indkey::int[], attnum::int))
              from pg_attribute where attrelid = pg_class.oid and attnum = any (indkey)) as key,
           (select json_agg(attname order by attnum) from pg_attribute
             where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
      from pg_class join pg_index on indrelid = pg_class.oid and indisprimary
     where relnamespace = 'public'::regnamespace and relkind = 'r' and relname !~ 'migration'
       and relname not in ('open_tasks', 'task_counts', 'sign_in_tallies')
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

/** Failures of one test delay no other. */
const NOBODY_FAILED = 'delete from sign_in_tallies;';

const differenceOf = ({ name, key }: Table): string => `
  select '${name}' as "table", to_jsonb(kept_row) as before, to_jsonb(row) as after
    from kept.${name} kept_row full join public.${name} row using (${key.join(', ')})
   where to_jsonb(kept_row) is distinct from to_jsonb(row)`;

const restorationOf = ({ name, columns }: Table): string => `
  delete from public.${name};
  insert into public.${name} (${columns.join(', ')}) overriding system value
  select ${columns.join(', ')} from kept.${name};`;
