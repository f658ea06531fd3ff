import type { Knex } from 'knex';
import type { Belongings } from '../../core/supervision/leaving.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The states of a task that somebody still has to do something about. */
export const UNFINISHED = `tasks.status in ('NotStarted', 'InProgress', 'DueDateChanged')`;

/** The tasks of an account that have not been started. */
export const WAITING_TASKS = (userId: string): string => `
  select tasks.id
    from tasks
   where tasks.id = any (array(select resting.id from resting_tasks resting where resting.assignee_id = ${userId}))
     and tasks.status = 'NotStarted'`;

/** Unfinished tasks that an account is asked to do beside whoever has them. */
export const SHARED_TASKS = (userId: string): string => `
  select distinct s.task_id
    from task_shares s join tasks on tasks.id = s.task_id and ${UNFINISHED} and tasks.assignee_id is distinct from s.user_id
   where s.user_id = ${userId} and s.state in ('asked', 'later')`;

const READ: Statement = {
  name: 'belongings-read',
  text: `
select users.enabled as "isEnabled",
       (select count(*) from open_tasks where open_tasks.assignee_id = users.id)::int as "openTasks",
       (select count(*) from (${WAITING_TASKS('users.id')}) as waiting)::int as "waitingTasks",
       (select count(*) from (${SHARED_TASKS('users.id')}) as shared)::int as "sharedTasks",
       (select count(*) from tasks where tasks.supervisor_id = users.id and ${UNFINISHED})::int as "supervisedTasks",
       (select count(*)
          from workflow_supervisors s join workflows on workflows.id = s.workflow_id
         where s.user_id = users.id and workflows.finished_at is null and workflows.stopped_at is null
       )::int as "supervisedWorkflows",
       (select coalesce(json_agg(json_build_object(
                 'id', own.team_id,
                 'memberCount', (select count(*) from team_members m where m.team_id = own.team_id))
               order by own.team_id), '[]')
          from team_members own where own.user_id = users.id) as teams,
       redirections.target_id as "targetId", redirections.starts_at as "startsAt", redirections.ends_at as "endsAt",
       array(select r.user_id from redirections r where r.target_id = users.id and (r.ends_at > now()) is not false
              order by r.user_id) as "standInIds",
       array(select r.starts_at from redirections r where r.target_id = users.id and (r.ends_at > now()) is not false
              order by r.user_id) as "standInStarts",
       array(select r.ends_at from redirections r where r.target_id = users.id and (r.ends_at > now()) is not false
              order by r.user_id) as "standInEnds",
       array(select k.name from api_keys k where k.user_id = users.id order by lower(k.name), k.name) as "keyNames",
       array(select k.last_used_at from api_keys k where k.user_id = users.id order by lower(k.name), k.name) as "keyUses",
       alive.tickets::int as tickets, alive.tokens::int as tokens, alive.sessions::int as sessions,
       alive.calendars::int as calendars
  from users
  left join redirections on redirections.user_id = users.id and (redirections.ends_at > now()) is not false
  cross join lateral (
    select count(*) filter (where kind = 'ticket') as tickets,
           count(*) filter (where kind = 'session') as sessions,
           count(*) filter (where kind not in ('ticket', 'session', 'calendar', 'api-key')) as tokens,
           count(*) filter (where kind = 'calendar') as calendars
      from credentials
     where expires_at > now()
       and (user_id = users.id or key_id in (select id from api_keys where api_keys.user_id = users.id))) as alive
 where users.id = $1`,
};

interface Row extends Omit<Belongings, 'absence' | 'standsInFor' | 'apiKeys'> {
  readonly targetId: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly standInIds: readonly number[];
  readonly standInStarts: readonly Date[];
  readonly standInEnds: readonly (Date | null)[];
  readonly keyNames: readonly string[];
  readonly keyUses: readonly (Date | null)[];
}

/** Reads what hangs on an account; null where none has the number. */
export async function readBelongings(knex: Knex, userId: number): Promise<Belongings | null> {
  const [row] = await execute<Row>(knex, READ, [userId]);
  if (!row) return null;
  const { targetId, startsAt, endsAt, standInIds, standInStarts, standInEnds, keyNames, keyUses, ...counts } = row;
  return {
    ...counts,
    absence: targetId === null ? null : { targetId, startsAt, endsAt },
    standsInFor: standInIds.flatMap((id, index) => {
      const from = standInStarts[index];
      return from ? [{ userId: id, startsAt: from, endsAt: standInEnds[index] ?? null }] : [];
    }),
    apiKeys: keyNames.map((name, index) => ({ name, lastUsedAt: keyUses[index] ?? null })),
  };
}
