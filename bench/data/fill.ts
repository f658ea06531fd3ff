import pg from 'pg';
import { hashPassword } from '../../src/store/access/passwords.ts';
import { copyRows } from './copy.ts';
import { CHIEFS, KEY_PREFIX, PASSWORD, type Sizes, TOKEN_PREFIX, TICKET_PREFIX, WITH_TICKET } from './data.ts';
import { attachments, FOLDERS, type Moments, peopleAndDocuments, tasks } from './rows.ts';

/** Tasks of one COPY: enough to be fast, few enough to show progress. */
const CHUNK = 500_000;

/**
 * Fills a migrated, empty database: people (one in twenty with a redirection), teams, documents, workflows with two
 * supervisors each, and open tasks with one attachment and two requirements.
 */
export async function fill(url: string, sizes: Sizes, progress: (text: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // The rows refer to each other by construction, and 10^7 tasks would ask 10^8 times whether they do.
    await client.query(`set session_replication_role to replica; set maintenance_work_mem to '256MB'`);
    progress('people and documents');
    const moments = await readMoments(client);
    await client.query(fewRows(sizes));
    for (const rows of peopleAndDocuments(sizes, moments, await hashPassword(PASSWORD))) await copyRows(client, rows);

    const indexes = await dropIndexes(client);
    for (let first = 1; first <= sizes.tasks; first += CHUNK) {
      const last = Math.min(sizes.tasks, first + CHUNK - 1);
      await copyRows(client, tasks(sizes, moments), first, last);
      await copyRows(client, attachments(sizes), first, last);
      progress(`${last} of ${sizes.tasks} tasks`);
    }
    progress('indexes');
    for (const definition of indexes) await client.query(definition);
    await client.query(ALIGN_SEQUENCES);
    await client.query(RECOUNT);
    progress('vacuum analyze');
    // Of a table that is known to be empty PostgreSQL reads all rows, however many there are by then.
    for (const table of await tablesWithRows(client)) await client.query(`vacuum analyze ${table}`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function readMoments(client: pg.Client): Promise<Moments> {
  const { rows } = await client.query<Moments>(
    `select (now() - interval '1 day')::text as yesterday, (now() + interval '10 days')::text as "inTenDays"`,
  );
  const [moments] = rows;
  if (!moments) throw new Error('PostgreSQL does not say what time it is.');
  return moments;
}

async function tablesWithRows(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and pg_relation_size(oid) > 0`,
  );
  return rows.map(({ name }) => name);
}

/** A unique index on random uuids is built ten times faster than it grows. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
      from pg_index
     where indrelid = 'tasks'::regclass
       and not exists (select from pg_constraint where conindid = indexrelid)`);
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Rows whose number does not grow with the size. */
const fewRows = ({ users }: Sizes): string => `
insert into tickets (digest, user_id, language, expires_at)
select sha256(convert_to('${TICKET_PREFIX}' || lpad(n::text, 6, '0'), 'UTF8')), n, 'en', now() + interval '30 days'
  from generate_series(1, ${WITH_TICKET}) n;

-- Triggers are off here, which would keep the two tables equal. A commit before there were kinds has neither.
do $$ begin
  if to_regclass('credentials') is not null then
    insert into api_keys (digest, name, user_id)
    select sha256(convert_to('${KEY_PREFIX}' || n, 'UTF8')), 'bench ' || n, n from generate_series(1, ${CHIEFS}) n;
    insert into credentials (digest, user_id, language, expires_at, kind, key_id)
    select digest, user_id, 'en', 'infinity', 'api-key', id from api_keys
    union all
    select sha256(convert_to('orkes-token:${TOKEN_PREFIX}' || user_id, 'UTF8')), user_id, 'en', now() + interval '1 day',
           'orkes-token', id
      from api_keys;
  end if;
end $$;

insert into teams (id, name) select n, 'Team ' || n from generate_series(1, 50) n;
insert into team_members (team_id, user_id)
select team, ${CHIEFS + 1} + (team * 37 + member) % ${users - CHIEFS}
  from generate_series(1, 50) team, generate_series(1, 20) member;

insert into libraries (id, name) values (1, 'Bench');
insert into folders (id, library_id, path) select n, 1, '/Bench/Folder ' || n from generate_series(1, ${FOLDERS}) n;
insert into document_types (id, name) values (1, 'Contract');
insert into workflow_definitions (id, name) values (1, 'ContractApproval')`;

const ALIGN_SEQUENCES = ['users', 'teams', 'libraries', 'folders', 'document_types', 'documents', 'workflows', 'tasks']
  .map((table) => `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
  .join(';');

/** An older revision that is compared has no counts. */
const RECOUNT = `
do $$ begin
  if to_regprocedure('recount_tasks()') is not null then perform recount_tasks(); end if;
end $$`;
