import type { Knex } from 'knex';
import type { LeavingMark } from '../../operations/supervision/leaving-store.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { UNFINISHED } from './belongings.ts';

const MOVE_SEATS: Statement = {
  name: 'team-seats-move',
  text: `
with taker as materialized (
  select id from users where lower(login) = lower(btrim($2::text)) and enabled and id <> $1 for share
), left_by as (
  delete from team_members
   where user_id = $1 and ($3::int[] is null or team_id = any ($3)) and ($2::text is null or exists (select from taker))
  returning team_id
), taken as (
  insert into team_members (team_id, user_id) select left_by.team_id, taker.id from left_by cross join taker
  on conflict do nothing
)
select $2::text is null or exists (select from taker) as "isTaken", array(select team_id from left_by) as "teamIds"`,
};

/** Gives up seats in teams, all or those named; to the enabled account of the login, where there is one to take them. */
export async function moveTeamSeats(
  knex: Knex,
  userId: number,
  to: string | null,
  teamIds: readonly number[] | null,
): Promise<readonly number[] | null> {
  const [moved] = await execute<{ isTaken: boolean; teamIds: number[] }>(knex, MOVE_SEATS, [userId, to, teamIds]);
  return moved?.isTaken ? moved.teamIds : null;
}

/** Tasks in one statement: locked together for well under a tenth of a second. */
const BATCH = 500;

/** Locks are taken in the order of task ids, as everywhere. */
const MOVE_TASKS: Statement = {
  name: 'supervised-tasks-move',
  text: `
with taker as materialized (
  select id from users where lower(login) = lower(btrim($2::text)) and enabled and id <> $1 for share
), found as materialized (
  select tasks.id from tasks where tasks.supervisor_id = $1 and ${UNFINISHED} order by tasks.id limit ${BATCH}
), locked as materialized (
  select tasks.id
    from tasks
   where tasks.id in (select id from found) and tasks.supervisor_id = $1 and ${UNFINISHED} and exists (select from taker)
   order by tasks.id
     for update of tasks
), moved as (
  update tasks
     set supervisor_id = taker.id,
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from locked cross join taker
   where tasks.id = locked.id
  returning tasks.id, tasks.status, taker.id as taker_id
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, request_id, details)
  select id, $3::int, $4::text, $5::text, $6::text, status, status, $7::text,
         jsonb_build_object('old', jsonb_build_object('supervisorId', $1::int),
                            'new', jsonb_build_object('supervisorId', taker_id))
    from moved
   order by id
)
select exists (select from taker) as "isTaken", (select count(*) from moved)::int as count`,
};

/** A workflow that the taker supervises already keeps one row. */
const MOVE_WORKFLOWS: Statement = {
  name: 'supervised-workflows-move',
  text: `
with taker as materialized (
  select id from users where lower(login) = lower(btrim($2::text)) and enabled and id <> $1 for share
), left_by as (
  delete from workflow_supervisors
   using workflows
   where workflows.id = workflow_supervisors.workflow_id and workflow_supervisors.user_id = $1
     and workflows.finished_at is null and workflows.stopped_at is null and exists (select from taker)
  returning workflow_supervisors.workflow_id
), taken as (
  insert into workflow_supervisors (workflow_id, user_id)
  select left_by.workflow_id, taker.id from left_by cross join taker
  on conflict do nothing
)
select exists (select from taker) as "isTaken", (select count(*) from left_by)::int as count`,
};

interface Moved {
  readonly isTaken: boolean;
  readonly count: number;
}

/** Gives unfinished tasks and workflows that go on another supervisor: the enabled account of the login. */
export async function moveSupervision(
  knex: Knex,
  userId: number,
  to: string,
  { callerId, credentialKind, context, operation }: LeavingMark,
): Promise<{ readonly tasks: number; readonly workflows: number } | null> {
  const [first] = await execute<Moved>(knex, MOVE_WORKFLOWS, [userId, to]);
  if (!first?.isTaken) return null;
  let tasks = 0;
  for (;;) {
    const values = [userId, to, callerId, credentialKind, context.api, operation, context.requestId];
    const [moved] = await execute<Moved>(knex, MOVE_TASKS, values);
    tasks += moved?.count ?? 0;
    if (!moved || moved.count === 0) return { tasks, workflows: first.count };
  }
}
