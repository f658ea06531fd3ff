-- What completing a task can require of its document (docs/legacy/operations.md#requirement-types): who read which
-- version, who wrote which, and when it was reviewed.
alter table documents add column published_version int check (published_version between 1 and version);

create table document_versions (
  document_id int not null references documents on delete cascade,
  version int not null check (version > 0),
  author_id int references users,
  created_at timestamptz not null default now(),
  primary key (document_id, version)
);

create table document_reads (
  document_id int not null references documents on delete cascade,
  user_id int not null references users on delete cascade,
  version int not null check (version > 0),
  read_at timestamptz not null default now(),
  primary key (document_id, user_id, version)
);

create table document_reviews (
  id bigint generated always as identity primary key,
  document_id int not null references documents on delete cascade,
  kind text not null check (kind in ('ISO', 'SOX')),
  user_id int references users,
  reviewed_at timestamptz not null default now()
);
create index document_reviews_document on document_reviews (document_id, kind, reviewed_at);

-- The last task of its last step is done.
alter table workflows add column finished_at timestamptz;

-- When somebody is to be told of a due date (docs/legacy/operations.md#mail): a reminder, the supervisor's notice, and
-- that the task is overdue. Hours come from clients, and a thousand years of them would leave the calendar.
create function due_moments(due_at timestamptz, reminder_hours int, supervisor_notice_hours int)
returns table (topic text, at timestamptz) language sql stable as $$
  select topic, due_at - least(hours, 8760000) * interval '1 hour'
    from (values ('TaskReminder', reminder_hours, reminder_hours),
                 ('SupervisorReminder', supervisor_notice_hours, supervisor_notice_hours),
                 ('TaskOverdue', 0, supervisor_notice_hours)) as spans (topic, hours, switch)
   where switch > 0
$$;

-- The next of these moments for each open task: the queue that src/notify/reminders.ts works off. Rows are written by
-- whatever opens a task or moves its due date, and only ever removed when their time has come; one whose due date is
-- no longer the task's says nothing. An index on tasks would have to know the status, and then closing a task would
-- have to touch every index of the table.
create table task_timers (
  task_id int not null,
  at timestamptz not null,
  due_at timestamptz not null
);
create index task_timers_at on task_timers (at);

-- Once a statement: of a batch of reassignments it takes a few microseconds a task.
create function set_timers_of_new_tasks() returns trigger language plpgsql as $$
begin
  insert into task_timers (task_id, at, due_at)
  select id, due_at - least(greatest(reminder_hours, supervisor_notice_hours), 8760000) * interval '1 hour', due_at
    from opened
   where status in ('InProgress', 'DueDateChanged') and due_at is not null
     and (reminder_hours > 0 or supervisor_notice_hours > 0);
  return null;
end $$;

create trigger tasks_set_timers
  after insert on tasks referencing new table as opened
  for each statement execute function set_timers_of_new_tasks();

-- Once a row, but only for rows that need it, which closing a task never does.
create function set_timer_again() returns trigger language plpgsql as $$
begin
  insert into task_timers (task_id, at, due_at)
  values (new.id,
          new.due_at - least(greatest(new.reminder_hours, new.supervisor_notice_hours), 8760000) * interval '1 hour',
          new.due_at);
  return null;
end $$;

create trigger tasks_set_timer_again
  after update of status, due_at, reminder_hours, supervisor_notice_hours on tasks for each row
  when (new.status in ('InProgress', 'DueDateChanged') and new.due_at is not null
        and (new.reminder_hours > 0 or new.supervisor_notice_hours > 0)
        and (old.status = 'NotStarted' or (old.due_at, old.reminder_hours, old.supervisor_notice_hours)
             is distinct from (new.due_at, new.reminder_hours, new.supervisor_notice_hours)))
  execute function set_timer_again();

insert into task_timers (task_id, at, due_at)
select id, due_at - least(greatest(reminder_hours, supervisor_notice_hours), 8760000) * interval '1 hour', due_at
  from tasks
 where status in ('InProgress', 'DueDateChanged') and due_at is not null
   and (reminder_hours > 0 or supervisor_notice_hours > 0);
