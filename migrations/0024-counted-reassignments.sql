-- How often a task has been reassigned, in its chain: what MAX_REASSIGNMENTS limits, and what going round is found by.
set local lock_timeout = '2s';

-- The default is a constant, so no row is rewritten.
alter table tasks add column reassignments smallint not null default 0;

-- Only what is still to be done can be reassigned, so the counts of closed tasks are left out.
with recursive walked as (
  select tasks.id, tasks.reassigned_from_id as previous, 1 as steps
    from open_tasks join tasks on tasks.id = open_tasks.id and tasks.reassigned_from_id is not null
  union all
  select walked.id, tasks.reassigned_from_id, walked.steps + 1
    from walked join tasks on tasks.id = walked.previous and tasks.reassigned_from_id is not null
   where walked.steps < 1000
)
update tasks set reassignments = counted.steps
  from (select id, max(steps) as steps from walked group by id) as counted
 where tasks.id = counted.id;

-- Without the status, which closing a task would have to change here too.
create index tasks_reassigned_often on tasks (id) where reassignments >= 2;
