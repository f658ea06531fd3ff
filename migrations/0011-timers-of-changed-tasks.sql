-- The condition of a trigger is read from the catalogue and planned anew for every statement, even when no row meets it:
-- this one's took a tenth of the database's time of a single reassignment. What changed tasks need beside the counts is
-- now asked once some of them are open; closing tasks asks for none of it.
drop trigger tasks_set_timer_again on tasks;
drop function set_timer_again();

create or replace function note_changed_tasks() returns trigger language plpgsql as $$
declare
  some_are_open boolean;
begin
  with counted as (
    insert into task_count_changes (status, priority, due_week, total)
    select status, priority, counted_due_week(status, due_at), sum(change)
      from (select status, priority, due_at, 1 as change from after
            union all
            select status, priority, due_at, -1 from before) as changes
     group by 1, 2, 3
    having sum(change) <> 0
  ), closed as (
    delete from open_tasks using after
     where open_tasks.id = after.id and after.status not in ('InProgress', 'DueDateChanged')
  )
  select exists (select from after where status in ('InProgress', 'DueDateChanged')) into some_are_open;

  if some_are_open then
    with timed as (
      insert into task_timers (task_id, at, due_at)
      select id, due_at - least(greatest(reminder_hours, supervisor_notice_hours), 8760000) * interval '1 hour', due_at
        from after
       where status in ('InProgress', 'DueDateChanged') and due_at is not null
         and (reminder_hours > 0 or supervisor_notice_hours > 0)
         -- Not a join: with as many as are transferred at once it would compare each with each.
         and (id, due_at, reminder_hours, supervisor_notice_hours) not in (
               select id, due_at, reminder_hours, supervisor_notice_hours
                 from before
                where status <> 'NotStarted' and due_at is not null)
    )
    insert into open_tasks (
      id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at)
    select after.id, after.priority, after.assignee_id, after.team_id, after.assigned_by_id, after.supervisor_id,
           after.document_id, after.workflow_id, after.started_at, after.due_at
      from after left join open_tasks known on known.id = after.id
     where after.status in ('InProgress', 'DueDateChanged')
       and (known.id is null
            or (known.priority, known.assignee_id, known.team_id, known.assigned_by_id, known.supervisor_id,
                known.document_id, known.workflow_id, known.started_at, known.due_at)
               is distinct from (after.priority, after.assignee_id, after.team_id, after.assigned_by_id,
                                 after.supervisor_id, after.document_id, after.workflow_id, after.started_at,
                                 after.due_at))
        on conflict (id) do update
       set priority = excluded.priority, assignee_id = excluded.assignee_id, team_id = excluded.team_id,
           assigned_by_id = excluded.assigned_by_id, supervisor_id = excluded.supervisor_id,
           document_id = excluded.document_id, workflow_id = excluded.workflow_id, started_at = excluded.started_at,
           due_at = excluded.due_at;
  end if;
  return null;
end $$;
