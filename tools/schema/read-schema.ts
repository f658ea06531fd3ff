import type { Knex } from 'knex';
import { z } from 'zod';

/** Knex's own bookkeeping of migrations, and a function that PostgreSQL brings from version 18 on. */
const NOT_OURS = { tables: "'knex_migrations', 'knex_migrations_lock'", functions: "'uuidv7'" };

const TYPES = `
  select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
    from pg_type t join pg_enum e on e.enumtypid = t.oid
   where t.typnamespace = 'public'::regnamespace
   group by t.typname
   order by t.typname`;

const FUNCTIONS = `
  select p.proname as name, pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result,
         l.lanname as language, p.provolatile as volatility, p.prosrc as body
    from pg_proc p join pg_language l on l.oid = p.prolang
   where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.proname not in (${NOT_OURS.functions})
   order by p.proname, 2`;

const TABLES = `
  select c.oid::int as id, c.relname as name, c.reloptions as options,
         array(select distinct r.confrelid::int from pg_constraint r
                where r.conrelid = c.oid and r.contype = 'f' and r.confrelid <> c.oid) as refers_to
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in (${NOT_OURS.tables})
   order by c.relname`;

const COLUMNS = `
  select a.attrelid::int as table_id, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
         a.attnotnull as required, a.attidentity as identity, a.attgenerated as generated,
         pg_get_expr(d.adbin, d.adrelid) as expression,
         case when a.attidentity <> '' then (
           select nullif(s.seqmin, 1)::text
             from pg_sequence s
            where s.seqrelid = pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)::regclass
         ) end as first
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attnum > 0 and not a.attisdropped
   order by a.attrelid, a.attnum`;

/** From PostgreSQL 18 on "not null" is a constraint with a name; the column says it already. */
const CONSTRAINTS = `
  select conrelid::int as table_id, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
   where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c', 'x')
   order by conrelid, position(contype in 'pufcx'), conname`;

const INDEXES = `
  select i.indrelid::int as table_id, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
   where not exists (select from pg_constraint r where r.conindid = i.indexrelid and r.conrelid = i.indrelid)
   order by i.indrelid, c.relname`;

const TRIGGERS = `
  select tgrelid::int as table_id, pg_get_triggerdef(oid) as definition
    from pg_trigger
   where not tgisinternal
   order by tgrelid, tgname`;

const VIEWS = `
  select relname as name, pg_get_viewdef(oid, true) as definition
    from pg_class
   where relnamespace = 'public'::regnamespace and relkind = 'v'
   order by relname`;

const ofTable = z.object({ table_id: z.int(), definition: z.string() });

const schema = z.object({
  types: z.array(z.object({ name: z.string(), labels: z.array(z.string()) })),
  functions: z.array(
    z.object({
      name: z.string(),
      arguments: z.string(),
      result: z.string(),
      language: z.string(),
      volatility: z.enum(['i', 's', 'v']),
      body: z.string(),
    }),
  ),
  tables: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      options: z.array(z.string()).nullable(),
      refers_to: z.array(z.int()),
    }),
  ),
  columns: z.array(
    z.object({
      table_id: z.int(),
      name: z.string(),
      type: z.string(),
      required: z.boolean(),
      identity: z.enum(['', 'a', 'd']),
      generated: z.enum(['', 's']),
      expression: z.string().nullable(),
      /** The least value of an identity column that does not begin with 1. */
      first: z.string().nullable(),
    }),
  ),
  constraints: z.array(ofTable.extend({ name: z.string() })),
  indexes: z.array(ofTable),
  triggers: z.array(ofTable),
  views: z.array(z.object({ name: z.string(), definition: z.string() })),
});

/** What the catalogue of a database says of its tables, in an order that depends on names alone within a table. */
export type Schema = z.infer<typeof schema>;

/** Reads what migrations have made of a database. */
export async function readSchema(knex: Knex): Promise<Schema> {
  const read = async (query: string): Promise<unknown> => {
    const result: unknown = await knex.raw(query);
    return z.object({ rows: z.array(z.unknown()) }).parse(result).rows;
  };
  return schema.parse({
    types: await read(TYPES),
    functions: await read(FUNCTIONS),
    tables: await read(TABLES),
    columns: await read(COLUMNS),
    constraints: await read(CONSTRAINTS),
    indexes: await read(INDEXES),
    triggers: await read(TRIGGERS),
    views: await read(VIEWS),
  });
}
