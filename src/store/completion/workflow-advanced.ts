import { supervisorsOf } from '../tasks/supervisors.ts';
import { STARTING_ASSIGNEES } from './starting-assignees.ts';

/** Tasks that end with another one: their assignees are told that nothing is left to do. */
const DROPPED = `
dropped as (
  update tasks
     set status = 'Dropped',
         holds_step = false,
         sharing = least(tasks.sharing, 1),
         finished_at = coalesce(tasks.finished_at, clock_timestamp()),
         end_version = coalesce(tasks.end_version, documents.version),
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from dropping left join documents on documents.id = (dropping.before).document_id
   where tasks.id = dropping.id
  returning tasks.id, tasks.assignee_id, tasks.team_id, dropping.cause_id, dropping.because,
            tasks.sharing, (dropping.before).status as old_status
), dropped_shares as (
  update task_shares
     set state = 'left', ends_at = null
    from dropped
   where dropped.sharing > 0 and task_shares.task_id = dropped.id and task_shares.state = 'asked'
), dropped_tiers as (
  delete from task_shares using dropped
   where dropped.sharing > 0 and task_shares.task_id = dropped.id and task_shares.state = 'later'
), dropped_told as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select dropped.id, 'TaskDropped', mail.recipient_id, cause."callerId"
    from dropped
    join changed cause on cause."taskId" = dropped.cause_id
   cross join lateral (
      select dropped.assignee_id union select user_id from team_members where team_id = dropped.team_id
      union select user_id from task_shares where dropped.sharing > 0 and task_id = dropped.id and state = 'asked'
      union select m.user_id from task_shares s join team_members m on m.team_id = s.team_id
             where dropped.sharing > 0 and s.task_id = dropped.id and s.state = 'asked'
    ) as mail (recipient_id)
   where dropped.old_status in ('InProgress', 'DueDateChanged')
     and mail.recipient_id is not null and mail.recipient_id <> cause."callerId"
      on conflict do nothing
), dropped_recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, request_id, details)
  select dropped.id, cause."callerId", cause.credential, cause.api, cause.operation, dropped.old_status, 'Dropped',
         cause."requestId",
         jsonb_build_object('new', jsonb_build_object('droppedBehind', cause."taskId", 'because', dropped.because))
    from dropped join changed cause on cause."taskId" = dropped.cause_id
)`;

/** The supervisors of the rejected task and the submitter of the workflow are told that it goes no further. */
const STOPPED = `
stopped as (
  update workflows
     set stopped_at = clock_timestamp()
    from stopping
   where workflows.id = stopping.id
  returning workflows.submitter_id, stopping.cause_id
), stopped_told as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select cause."taskId", 'WorkflowStopped', mail.recipient_id, cause."callerId"
    from stopped
    join changed cause on cause."taskId" = stopped.cause_id
   cross join lateral (
      select stopped.submitter_id where stopped.submitter_id is not null
      union (${supervisorsOf('(cause.before)')})
    ) as mail (recipient_id)
      on conflict do nothing
)`;

/**
 * From `starting`, `advancing`, `dropping`, `stopping` and `changed` (planned.*, before) to what starts and ends, with
 * its mail and its lines of history. A task that nobody is there to do stays with the name it has, and those who supervise it are told.
 */
export const WORKFLOW_ADVANCED = `${STARTING_ASSIGNEES}, started as (
  update tasks
     set status = 'InProgress',
         started_at = clock_timestamp(),
         assignee_id = coalesce(recipients.user_id, tasks.assignee_id),
         redirected_from_id = case when recipients.user_id <> tasks.assignee_id then tasks.assignee_id
                                   else tasks.redirected_from_id end,
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from starting left join recipients on recipients.id = starting.id
   where tasks.id = starting.id
  returning tasks.id, tasks.workflow_id, tasks.assignee_id, tasks.team_id, tasks.assigned_by_id, tasks.supervisor_id,
            starting.assignee_id as named_id,
            case when recipients.rank = 2 then starting.assignee_id || recipients.path else recipients.path end as path,
            case when tasks.team_id is null then recipients.rank = 1
                 else exists (select from team_members join users on users.id = user_id
                               where team_members.team_id = tasks.team_id and users.enabled)
            end is true as reaches_named,
            recipients.id is not null as reaches_somebody
), started_told as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select started.id, mail.topic, mail.recipient_id, started.assigned_by_id
    from started cross join lateral (
      select 'TaskAssigned', assignee_id where reaches_named
      union select 'TaskAssigned', user_id from team_members where team_id = started.team_id and reaches_named
      union select 'AssigneeDisabled', assignee_id where not reaches_named and reaches_somebody
      union select 'AssigneeDisabled', supervisors.id
              from (${supervisorsOf('started')}) as supervisors (id)
             where not reaches_named and not reaches_somebody
    ) as mail (topic, recipient_id)
   where mail.recipient_id is not null
      on conflict do nothing
), started_recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, old_assignee_id, new_assignee_id,
    redirect_path, request_id, details)
  select started.id, cause."callerId", cause.credential, cause.api, cause.operation, 'NotStarted', 'InProgress',
         goes_past.named_id, goes_past.assignee_id, goes_past.path, cause."requestId",
         jsonb_build_object('new', jsonb_build_object('startedBehind', cause."taskId"))
    from started
    join lateral (
      select changed.*
        from changed
       where (changed.before).workflow_id = started.workflow_id and changed."advancesWorkflow"
       order by (changed.before).step_number desc, changed."taskId" desc
       limit 1
    ) as cause on true
    left join lateral (
      select started.named_id, started.assignee_id, started.path where started.named_id <> started.assignee_id
    ) as goes_past on true
), finished as (
  update workflows
     set finished_at = clock_timestamp()
    from advancing
   where workflows.id = advancing.id and advancing.next_step is null
), ${DROPPED.trimStart()}, ${STOPPED.trimStart()}`;
