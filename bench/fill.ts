import pg from 'pg';
import { hashPassword } from '../src/store/passwords.ts';
import { CHIEFS, PASSWORD, type Sizes, TASKS_PER_WORKFLOW, TICKET_PREFIX, WITH_TICKET } from './data.ts';

/** Rows of one statement: enough to be fast, few enough to show progress. */
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
    await client.query(peopleAndDocuments(sizes, await hashPassword(PASSWORD)));

    const indexes = await dropIndexes(client);
    for (let first = 1; first <= sizes.tasks; first += CHUNK) {
      const last = Math.min(sizes.tasks, first + CHUNK - 1);
      await client.query(tasks(first, last, sizes));
      progress(`${last} of ${sizes.tasks} tasks`);
    }
    progress('indexes');
    for (const definition of indexes) await client.query(definition);
    await client.query(ALIGN_SEQUENCES);
    await client.query(RECOUNT);
    progress('vacuum analyze');
    await client.query('vacuum analyze');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
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

const peopleAndDocuments = ({ users, documents, workflows }: Sizes, passwordHash: string): string => `
insert into users (id, login, password_hash, first_name, last_name, email)
select n, 'user.' || n, '${passwordHash}',
       'First' || n, 'Last' || n, 'user' || n || '@bench.invalid'
  from generate_series(1, ${users}) n;

insert into tickets (digest, user_id, language, expires_at)
select sha256(convert_to('${TICKET_PREFIX}' || lpad(n::text, 6, '0'), 'UTF8')), n, 'en', now() + interval '30 days'
  from generate_series(1, ${WITH_TICKET}) n;

insert into redirections (user_id, target_id, starts_at)
select n, n - 1, now() - interval '1 day' from generate_series(${CHIEFS + 20}, ${users}, 20) n;

insert into teams (id, name) select n, 'Team ' || n from generate_series(1, 50) n;
insert into team_members (team_id, user_id)
select team, ${CHIEFS + 1} + (team * 37 + member) % ${users - CHIEFS}
  from generate_series(1, 50) team, generate_series(1, 20) member;

insert into libraries (id, name) values (1, 'Bench');
insert into folders (id, library_id, path) select n, 1, '/Bench/Folder ' || n from generate_series(1, 100) n;
insert into document_types (id, name) values (1, 'Contract');
insert into documents (id, folder_id, name, path, type_id, version)
select n, 1 + n % 100, 'Document ' || n || '.pdf', '/Bench/Folder ' || 1 + n % 100 || '/Document ' || n || '.pdf', 1, 3
  from generate_series(1, ${documents}) n;

insert into workflow_definitions (id, name) values (1, 'ContractApproval');
insert into workflows (id, definition_id, document_id, name)
select n, 1, 1 + n % ${documents}, 'ContractApproval ' || n from generate_series(1, ${workflows}) n;
insert into workflow_supervisors (workflow_id, user_id)
select n, user_id
  from generate_series(1, ${workflows}) n,
       lateral (values (1 + (n - 1) % ${CHIEFS}), (${CHIEFS + 1} + n % ${users - CHIEFS})) as supervisors (user_id)`;

const tasks = (first: number, last: number, { users, documents }: Sizes): string => `
insert into tasks (
  id, status, assignee_id, assigned_by_id, supervisor_id, document_id, workflow_id, step_number, definition_id,
  deadline_hours, reminder_hours, started_at, due_at, name, step_name, instructions, permissions, requirements)
select n, 'InProgress', ${CHIEFS + 1} + n % ${users - CHIEFS}, ${CHIEFS + 1} + n * 7 % ${users - CHIEFS},
       ${CHIEFS + 1} + n * 3 % ${users - CHIEFS}, 1 + n % ${documents}, 1 + (n - 1) / ${TASKS_PER_WORKFLOW}, 1, 55,
       240, 24, now() - interval '1 day', now() + interval '10 days', 'LegalReview ' || n, 'Review',
       'Please review the contract carefully and note what you would change.', '{Postpone}',
       '[{"type": "Approval"}, {"type": "FormTemplate", "objectId": 77, "definition": "F-77"}]'
  from generate_series(${first}::bigint, ${last}::bigint) n;

insert into task_attachments (task_id, document_id, version, attached_by_id)
select n, 1 + (n + 1) % ${documents}, 1, ${CHIEFS + 1} + n % ${users - CHIEFS}
  from generate_series(${first}::bigint, ${last}::bigint) n`;

const ALIGN_SEQUENCES = ['users', 'teams', 'libraries', 'folders', 'document_types', 'documents', 'workflows', 'tasks']
  .map((table) => `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`)
  .join(';');

/** An older revision that is compared has no counts. */
const RECOUNT = `
do $$ begin
  if to_regprocedure('recount_tasks()') is not null then perform recount_tasks(); end if;
end $$`;
