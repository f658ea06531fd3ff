import type { Knex } from 'knex';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * Timers in one statement. A number rather than a parameter: a plan for any number of them would read all of tasks.
 */
const BATCH = 500;

/**
 * Takes timers whose time has come and queues what is to be told then: of every moment of the task from the timer's to
 * now, so that a server that was down tells late what it did not tell in time. Each moment is told once, because its
 * timer goes in the same statement, to be followed by the task's next; rows another process is taking are skipped. A
 * timer whose task is closed, gone or has another due date by now is only removed.
 *
 * Whoever is asked to do the task is told; of a task that somebody has claimed, the claimant.
 *
 * A notice that is older than the moment was of an earlier due date, and makes way. A younger one stays: the moment
 * has been told already. That does not depend on how long notices are kept, for no timer comes back.
 */
const ANNOUNCE: Statement = {
  name: 'due-notices-announce',
  text: `
with expired as materialized (
  select ctid, task_id, at, due_at
    from task_timers
   where at <= now()
   order by at
   limit ${BATCH}
     for update skip locked
), removed as (
  delete from task_timers where ctid = any (array(select ctid from expired))
), moments as materialized (
  select distinct tasks.id, tasks.due_at, tasks.assignee_id, tasks.team_id, tasks.supervisor_id, tasks.workflow_id,
         tasks.sharing, moment.topic, moment.at
    from expired
    join tasks on tasks.id = expired.task_id and tasks.due_at = expired.due_at
                  and tasks.status in ('InProgress', 'DueDateChanged')
   cross join lateral due_moments(tasks.due_at, tasks.reminder_hours, tasks.supervisor_notice_hours) as moment
   where moment.at >= expired.at
), told as (
  insert into notices (task_id, topic, recipient_id, send_at)
  select moments.id, moments.topic, mail.recipient_id, moments.at
    from moments cross join lateral (
      select assignee_id where topic in ('TaskReminder', 'TaskOverdue')
      union select user_id from team_members where team_id = moments.team_id and topic in ('TaskReminder', 'TaskOverdue')
      union select user_id from task_shares
             where sharing = 2 and task_id = moments.id and state = 'asked' and topic in ('TaskReminder', 'TaskOverdue')
      union select m.user_id from task_shares s join team_members m on m.team_id = s.team_id
             where sharing = 2 and s.task_id = moments.id and s.state = 'asked'
               and topic in ('TaskReminder', 'TaskOverdue')
      union select supervisor_id where topic in ('SupervisorReminder', 'TaskOverdue')
      union select user_id from workflow_supervisors
             where workflow_id = moments.workflow_id and topic in ('SupervisorReminder', 'TaskOverdue')
      union select user_id from workflow_supervisor_teams join team_members using (team_id)
             where workflow_id = moments.workflow_id and topic in ('SupervisorReminder', 'TaskOverdue')
    ) as mail (recipient_id)
   where moments.at <= now() and mail.recipient_id is not null
      on conflict (task_id, topic, recipient_id) do update
     set created_at = excluded.created_at, send_at = excluded.send_at, actor_id = null,
         attempts = 0, gathered_at = null, sent_at = null, given_up_at = null, dropped_by = null, last_error = null
   where notices.created_at < excluded.send_at
  returning 1
), next as (
  insert into task_timers (task_id, at, due_at)
  select id, min(at), due_at from moments where at > now() group by id, due_at
)
select (select count(*)::int from expired) as "timers", (select count(*)::int from told) as "notices"`,
};

/** The result of one look at the timers. */
export interface Announced {
  readonly notices: number;
  /** There may be more to tell already. */
  readonly more: boolean;
}

/** Queues the mail of timers that are due, the oldest first. */
export async function announceDueDates(knex: Knex): Promise<Announced> {
  const [announced] = await execute<{ timers: number; notices: number }>(knex, ANNOUNCE, []);
  return { notices: announced?.notices ?? 0, more: announced?.timers === BATCH };
}
