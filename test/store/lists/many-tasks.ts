import type { Knex } from 'knex';

/** The tasks of a company of a few years: 100,000 tasks, one in twenty of them open. */
export const MANY = { tasks: 100_000, users: 1000, documents: 20_000, workflows: 10_000, libraries: 20 };

const { tasks, users, documents, workflows, libraries } = MANY;

/** Made by the database itself, the references right by construction. */
const FILL = `
set local session_replication_role to replica;
insert into users (id, login, first_name, last_name)
select n, 'user.' || n, 'First' || n, 'Last' || n from generate_series(1, ${users}) n;
insert into teams (id, name) select n, 'Team ' || n from generate_series(1, 50) n;
insert into team_members (team_id, user_id) select 1 + n % 50, n from generate_series(1, ${users}) n;
insert into libraries (id, name) select n, 'Library ' || n from generate_series(1, ${libraries}) n;
insert into folders (id, library_id, path)
select n, 1 + n % ${libraries}, '/Library ' || 1 + n % ${libraries} || '/Folder ' || n from generate_series(1, 400) n;
insert into document_types (id, name) select n, 'Type ' || n from generate_series(1, 50) n;
insert into documents (id, folder_id, name, path, type_id)
select n, 1 + n % 400, n || '.pdf', '/Library/' || n || '.pdf', 1 + n % 50 from generate_series(1, ${documents}) n;
insert into workflow_definitions (id, name) select n, 'Definition ' || n from generate_series(1, 500) n;
insert into workflows (id, definition_id, name)
select n, 1 + n % 500, 'Workflow ' || n from generate_series(1, ${workflows}) n;
insert into workflow_supervisors (workflow_id, user_id) select n, 1 + n % ${users} from generate_series(1, ${workflows}) n;
insert into tasks (id, status, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at)
select n, (case when n > ${tasks} * 0.95 then 'InProgress' else 'Completed' end)::task_status,
       case when n % 50 > 0 then 1 + n * 7919::bigint % ${users} end, case when n % 50 = 0 then 1 + n / 50 % 50 end,
       1 + n * 104729::bigint % ${users}, 1 + n * 1299709::bigint % ${users}, 1 + n * 15485863::bigint % ${documents},
       1 + (n - 1) / 10, at, case when n % 20 > 0 then at + interval '10 days' end
  from generate_series(1, ${tasks}) n,
       lateral (select now() - (${tasks} - n) * interval '30 minutes' as at) as started`;

/** Fills a migrated, empty database, and lets PostgreSQL look at what is in it. */
export async function loadManyTasks(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw(FILL);
    await trx.raw('select recount_tasks()');
  });
  await knex.raw('vacuum analyze');
}
