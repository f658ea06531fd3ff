-- Who has a task is found beside the tasks, as what lists ask of open ones is: an index of tasks that knows the assignee
-- made each change of it write nine indexes. Those that nothing asks any more go with migration 0029, in a transaction of
-- its own: dropping them waits for readers, which the tasks being looked through must not do.
set local lock_timeout = '2s';

-- Writers wait from here on, readers do not.
lock table tasks in share row exclusive mode;

-- The tasks that nobody works on, not started or closed, by who has them; the others are in open_tasks.
create table resting_tasks (
  assignee_id int not null,
  id int not null
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
insert into resting_tasks (assignee_id, id)
select assignee_id, id from tasks where status not in ('InProgress', 'DueDateChanged') and assignee_id is not null
 order by 1, 2;
alter table resting_tasks add primary key (assignee_id, id);

-- Reassigned twice or more: going round takes as much.
alter table open_tasks add column reassigned_often boolean not null default false;
update open_tasks set reassigned_often = true
  from tasks
 where tasks.id = open_tasks.id and tasks.reassignments >= 2;
create index open_tasks_reassigned_often on open_tasks (id) where reassigned_often;
create index open_tasks_assignee on open_tasks (assignee_id, due_at nulls first, id);

create view assigned_tasks as
select id, assignee_id from open_tasks where assignee_id is not null
union all
select id, assignee_id from resting_tasks;

-- With the timers of new tasks, which were a trigger of their own until here.
create or replace function note_new_tasks() returns trigger language plpgsql as $$
begin
  with counted as (
    insert into task_count_changes (status, priority, due_week, total)
    select status, priority, counted_due_week(status, due_at), count(*) from opened group by 1, 2, 3
  ), timed as (
    insert into task_timers (task_id, at, due_at)
    select id, due_at - least(greatest(reminder_hours, supervisor_notice_hours), 8760000) * interval '1 hour', due_at
      from opened
     where status in ('InProgress', 'DueDateChanged') and due_at is not null
       and (reminder_hours > 0 or supervisor_notice_hours > 0)
  ), rested as (
    insert into resting_tasks (assignee_id, id)
    select assignee_id, id
      from opened
     where status not in ('InProgress', 'DueDateChanged') and assignee_id is not null
  )
  insert into open_tasks (
    id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at,
    reassigned_often)
  select id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at,
         reassignments >= 2
    from opened
   where status in ('InProgress', 'DueDateChanged');
  return null;
end $$;

create or replace function set_timers_of_new_tasks() returns trigger language plpgsql as $$
begin
  return null;
end $$;

-- Most changes in place are of who has an open task: they touch neither counts nor timers. Statements of their own for
-- what is asked first cost less than one that does all there may be to do.
create or replace function note_changed_tasks() returns trigger language plpgsql as $$
declare
  some_rest boolean;
  some_rested boolean;
  some_are_open boolean;
begin
  select exists (select from after where status not in ('InProgress', 'DueDateChanged')),
         exists (select from before where status not in ('InProgress', 'DueDateChanged'))
    into some_rest, some_rested;

  if not some_rest and not exists (
       select id, status, priority, due_at, reminder_hours, supervisor_notice_hours from after
       except
       select id, status, priority, due_at, reminder_hours, supervisor_notice_hours from before)
  then
    update open_tasks
       set assignee_id = after.assignee_id, team_id = after.team_id, assigned_by_id = after.assigned_by_id,
           supervisor_id = after.supervisor_id, document_id = after.document_id, workflow_id = after.workflow_id,
           started_at = after.started_at, reassigned_often = after.reassignments >= 2
      from after
     where open_tasks.id = after.id
       and (open_tasks.assignee_id, open_tasks.team_id, open_tasks.assigned_by_id, open_tasks.supervisor_id,
            open_tasks.document_id, open_tasks.workflow_id, open_tasks.started_at, open_tasks.reassigned_often)
           is distinct from (after.assignee_id, after.team_id, after.assigned_by_id, after.supervisor_id,
                             after.document_id, after.workflow_id, after.started_at, after.reassignments >= 2);
    return null;
  end if;

  if some_rested then
    delete from resting_tasks
     using before
     where before.status not in ('InProgress', 'DueDateChanged')
       and resting_tasks.assignee_id = before.assignee_id and resting_tasks.id = before.id;
  end if;

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
  ), rested as (
    insert into resting_tasks (assignee_id, id)
    select assignee_id, id
      from after
     where status not in ('InProgress', 'DueDateChanged') and assignee_id is not null
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
      id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at,
      reassigned_often)
    select after.id, after.priority, after.assignee_id, after.team_id, after.assigned_by_id, after.supervisor_id,
           after.document_id, after.workflow_id, after.started_at, after.due_at, after.reassignments >= 2
      from after left join open_tasks known on known.id = after.id
     where after.status in ('InProgress', 'DueDateChanged')
       and (known.id is null
            or (known.priority, known.assignee_id, known.team_id, known.assigned_by_id, known.supervisor_id,
                known.document_id, known.workflow_id, known.started_at, known.due_at, known.reassigned_often)
               is distinct from (after.priority, after.assignee_id, after.team_id, after.assigned_by_id,
                                 after.supervisor_id, after.document_id, after.workflow_id, after.started_at,
                                 after.due_at, after.reassignments >= 2))
        on conflict (id) do update
       set priority = excluded.priority, assignee_id = excluded.assignee_id, team_id = excluded.team_id,
           assigned_by_id = excluded.assigned_by_id, supervisor_id = excluded.supervisor_id,
           document_id = excluded.document_id, workflow_id = excluded.workflow_id, started_at = excluded.started_at,
           due_at = excluded.due_at, reassigned_often = excluded.reassigned_often;
  end if;
  return null;
end $$;

create or replace function note_removed_tasks() returns trigger language plpgsql as $$
begin
  insert into task_count_changes (status, priority, due_week, total)
  select status, priority, counted_due_week(status, due_at), -count(*) from removed group by 1, 2, 3;
  delete from open_tasks using removed where open_tasks.id = removed.id;
  delete from resting_tasks using removed
   where resting_tasks.assignee_id = removed.assignee_id and resting_tasks.id = removed.id;
  return null;
end $$;

create or replace function recount_tasks() returns void language plpgsql as $$
begin
  lock table tasks in share mode;
  truncate open_tasks, resting_tasks, task_counts, task_count_changes;
  insert into open_tasks (
    id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at,
    reassigned_often)
  select id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at,
         reassignments >= 2
    from tasks
   where status in ('InProgress', 'DueDateChanged')
   order by id;
  insert into resting_tasks (assignee_id, id)
  select assignee_id, id
    from tasks
   where status not in ('InProgress', 'DueDateChanged') and assignee_id is not null
   order by assignee_id, id;
  insert into task_counts (status, priority, due_week, total)
  select status, priority, counted_due_week(status, due_at), count(*) from tasks group by 1, 2, 3;
end $$;

create or replace function forget_tasks() returns trigger language plpgsql as $$
begin
  truncate open_tasks, resting_tasks, task_counts, task_count_changes;
  return null;
end $$;

analyze open_tasks, resting_tasks;
