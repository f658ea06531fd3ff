-- What the lists of people who see every task are found and counted by, kept right by the statement that changes the
-- tasks. An index of tasks could not do it: one that knows the status would make closing a task touch every index.

-- The tasks to be done, in little room: a store that has run for years is mostly of closed ones.
create table open_tasks (
  id int primary key,
  priority smallint not null,
  assignee_id int,
  team_id int,
  assigned_by_id int,
  supervisor_id int,
  document_id int,
  workflow_id int,
  started_at timestamptz,
  due_at timestamptz
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
create index open_tasks_due on open_tasks (due_at nulls first, id);

-- How many tasks there are, by what a list of all of them may ask for; open ones also by the week they are due in, of
-- which Monday is noted, in UTC. Without a due date, or closed, a task stands at the end of all days. Changes are
-- added beside the counts, so that nobody waits for anybody else's row, and are summed up now and then
-- (src/store/task-counts.ts).
create table task_counts (
  status task_status not null,
  priority smallint not null,
  due_week date not null,
  total bigint not null,
  primary key (status, priority, due_week)
) with (fillfactor = 50);
create table task_count_changes (
  status task_status not null,
  priority smallint not null,
  due_week date not null,
  total bigint not null
);
create view counted_tasks as
select status, priority, due_week, total from task_counts
union all
select status, priority, due_week, total from task_count_changes;

create function counted_due_week(status task_status, due_at timestamptz) returns date language sql immutable as $$
  select case when status in ('InProgress', 'DueDateChanged') and due_at is not null
              then date_trunc('week', due_at at time zone 'UTC')::date else 'infinity' end
$$;

-- Once a statement, as set_timers_of_new_tasks: of a batch of reassignments both take thirty microseconds a task.
create function note_new_tasks() returns trigger language plpgsql as $$
begin
  insert into task_count_changes (status, priority, due_week, total)
  select status, priority, counted_due_week(status, due_at), count(*) from opened group by 1, 2, 3;

  insert into open_tasks (
    id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at)
  select id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at
    from opened
   where status in ('InProgress', 'DueDateChanged');
  return null;
end $$;

create function note_changed_tasks() returns trigger language plpgsql as $$
begin
  insert into task_count_changes (status, priority, due_week, total)
  select status, priority, counted_due_week(status, due_at), sum(change)
    from (select status, priority, due_at, 1 as change from after
          union all
          select status, priority, due_at, -1 from before) as changes
   group by 1, 2, 3
  having sum(change) <> 0;

  delete from open_tasks using after
   where open_tasks.id = after.id and after.status not in ('InProgress', 'DueDateChanged');

  if exists (select from after where status in ('InProgress', 'DueDateChanged')) then
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

create function note_removed_tasks() returns trigger language plpgsql as $$
begin
  insert into task_count_changes (status, priority, due_week, total)
  select status, priority, counted_due_week(status, due_at), -count(*) from removed group by 1, 2, 3;
  delete from open_tasks using removed where open_tasks.id = removed.id;
  return null;
end $$;

create trigger tasks_note_new
  after insert on tasks referencing new table as opened
  for each statement execute function note_new_tasks();
create trigger tasks_note_changed
  after update on tasks referencing old table as before new table as after
  for each statement execute function note_changed_tasks();
create trigger tasks_note_removed
  after delete on tasks referencing old table as removed
  for each statement execute function note_removed_tasks();

-- Makes all of it anew, for tasks that came in past the triggers.
create function recount_tasks() returns void language plpgsql as $$
begin
  lock table tasks in share mode;
  truncate open_tasks, task_counts, task_count_changes;
  insert into open_tasks (
    id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at)
  select id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at
    from tasks
   where status in ('InProgress', 'DueDateChanged')
   order by id;
  insert into task_counts (status, priority, due_week, total)
  select status, priority, counted_due_week(status, due_at), count(*) from tasks group by 1, 2, 3;
end $$;

create function forget_tasks() returns trigger language plpgsql as $$
begin
  truncate open_tasks, task_counts, task_count_changes;
  return null;
end $$;

create trigger tasks_forget after truncate on tasks for each statement execute function forget_tasks();

select recount_tasks();
analyze open_tasks, task_counts;
