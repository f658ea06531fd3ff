-- One reassignment as one function call: what src/store/reassign-task.ts reads, what src/core/reassign-task.ts
-- decides and what the store then writes, the way somebody would write it who has only PostgreSQL. It stands for the
-- most a server could hope for without batching, so it is as lean as it can be while leaving the same rows;
-- `npm run bench -- --check` compares the rows.
create or replace function bench_reassign(
  ticket text, asked_task int, new_login text, due timestamptz, new_instructions text, notice boolean
) returns int language plpgsql as $$
declare
  seen record;
  recipient int;
  path int[];
  hop json;
  successor int;
begin
  select callers.id as caller,
         tasks.id as task,
         tasks.version,
         tasks.status,
         (tasks.assignee_id = callers.id
           or exists (select from team_members m where m.team_id = tasks.team_id and m.user_id = callers.id)
           or tasks.supervisor_id = callers.id
           or exists (select from workflow_supervisors s
                       where s.workflow_id = tasks.workflow_id and s.user_id = callers.id)
           or exists (select from workflow_supervisor_teams s join team_members m using (team_id)
                       where s.workflow_id = tasks.workflow_id and m.user_id = callers.id)
         ) is true as allowed,
         documents.offline is true as offline,
         documents.version as document_version,
         targets.id as target,
         targets.enabled as target_enabled,
         case when redirections.user_id is not null then (
           with recursive hops as (
             select redirections.target_id as id, array[targets.id, redirections.target_id] as path, 1 as step
             union all
             select next.target_id, hops.path || next.target_id, hops.step + 1
               from hops join redirections next on next.user_id = hops.id
              where next.starts_at <= now() and (next.ends_at > now() or next.ends_at is null)
                and not next.target_id = any (hops.path)
           )
           select json_agg(json_build_object('id', users.id, 'enabled', users.enabled) order by hops.step)
             from hops join users on users.id = hops.id
         ) end as redirections
    into seen
    from (select sha256(convert_to(ticket, 'UTF8')) as digest) as call
    left join credentials on credentials.digest = call.digest and credentials.expires_at > now()
    left join users callers on callers.id = credentials.user_id and callers.enabled
    left join tasks on tasks.id = asked_task
    left join documents on documents.id = tasks.document_id
    left join users targets on lower(targets.login) = lower(btrim(new_login))
    left join redirections on redirections.user_id = targets.id
          and redirections.starts_at <= now() and (redirections.ends_at > now() or redirections.ends_at is null);

  if seen.caller is null then raise exception '[901] Session expired or Invalid ticket'; end if;
  if seen.task is null then raise exception 'Task not found'; end if;
  if seen.target_enabled is not true then raise exception 'User not found'; end if;
  if not seen.allowed then raise exception 'Access Denied'; end if;
  if seen.status not in ('InProgress', 'DueDateChanged') then raise exception 'Invalid status'; end if;
  if due <= now() then raise exception 'Past due date'; end if;
  if seen.offline then raise exception 'Document offline'; end if;

  recipient := seen.target;
  if seen.redirections is not null then
    path := array[recipient];
    for hop in select * from json_array_elements(seen.redirections) loop
      exit when not (hop ->> 'enabled')::boolean or (hop ->> 'id')::int = any (path);
      recipient := (hop ->> 'id')::int;
      path := path || recipient;
    end loop;
    if recipient = seen.target then path := null; end if;
  end if;

  with closed as (
    update tasks
       set status = 'Reassigned',
           version = tasks.version + 1,
           updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond'),
           reassigned_to_id = nextval('tasks_id_seq')
     where tasks.id = seen.task and tasks.version = seen.version
    returning *
  ), opened as (
    insert into tasks (
      id, status, assignee_id, assigned_by_id, redirected_from_id, due_at, started_at, deadline_hours, instructions,
      start_version, reassigned_from_id, priority, right_type, supervisor_id, document_id, workflow_id, step_number,
      definition_id, template_id, reminder_hours, supervisor_notice_hours, allowed_start_hours, notify_on_completion,
      parent_id, name, step_name, permissions, requirements, reassignments)
    select reassigned_to_id, 'InProgress', recipient, seen.caller,
           case when recipient <> seen.target then seen.target end, due, now(),
           floor(extract(epoch from due - now()) / 3600)::int,
           case when new_instructions = '' then instructions else new_instructions end,
           coalesce(seen.document_version, start_version), id, priority, right_type, supervisor_id, document_id,
           workflow_id, step_number, definition_id, template_id, reminder_hours, supervisor_notice_hours,
           allowed_start_hours, notify_on_completion, parent_id, name, step_name, permissions, requirements,
           least(reassignments + 1, 32767)
      from closed
  ), attached as (
    insert into task_attachments (
      task_id, document_id, version, attached_by_id, attached_at, workflow_id, step_number, step_name)
    select closed.reassigned_to_id, a.document_id, a.version, a.attached_by_id, a.attached_at, a.workflow_id,
           a.step_number, a.step_name
      from closed join task_attachments a on a.task_id = closed.id
  ), queued as (
    insert into notices (task_id, topic, recipient_id, actor_id)
    select reassigned_to_id, topic, recipient_id, seen.caller
      from closed cross join lateral (
        select 'TaskReassigned', closed.assignee_id
        union select 'TaskReassigned', user_id from team_members where team_id = closed.team_id
        union select 'TaskReassigned', closed.assigned_by_id
        union select 'TaskAssigned', recipient where notice
      ) as mail (topic, recipient_id)
     where recipient_id is not null
  ), recorded as (
    insert into history (
      task_id, user_id, credential, api, operation, old_status, new_status, old_assignee_id, new_assignee_id,
      old_due_at, new_due_at, successor_id, reason, redirect_path, request_id)
    select id, seen.caller, 'ticket', 'asmx', 'ReassignTask', seen.status, 'Reassigned', assignee_id, recipient,
           due_at, due, reassigned_to_id, nullif(new_instructions, ''), path, gen_random_uuid()::text
      from closed
  )
  select reassigned_to_id into successor from closed;
  if successor is null then raise exception 'Conflict'; end if;
  return successor;
end $$;
