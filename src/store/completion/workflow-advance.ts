/**
 * What a statement adds that ends, gives up or removes tasks (docs/legacy/operations.md#completetask, effect 3): when a
 * step waits for nothing any more, neither for a task nor for one that was given up and holds it, the tasks of the next
 * one start and their assignees are told; behind the last step the workflow is finished. Tasks outside steps take no
 * part. Steps go on in their order: a step that was done early starts nothing while an earlier one is being worked on.
 *
 * Two people may end the last two tasks of a step at the same moment, and a statement sees other tasks as they were when
 * it began. So all unfinished tasks of the workflow are locked: whoever comes second waits for the first, and gets from
 * the lock each task as it is by then. Only what was inserted meanwhile stays out of sight: a task that turns out to
 * have been reassigned has a successor we do not know, so the plans of its workflow are held back and decided again.
 *
 * A rejection stops the workflow: every other task of it that is not closed is dropped, outside steps too. And where one
 * task is enough for a step, the first that is completed drops the step's others. Of several such plans for one workflow
 * or step one holds, that of the lowest id; plans for what is dropped are held back, and decided again.
 *
 * Locks are taken in the order of task ids, as everywhere.
 */

/**
 * From `planned` ("taskId", version, fields, "advancesWorkflow", "stopsWorkflow") to `locked` (id, before), the plans
 * that hold; `starting` (id, …), the tasks that start; `dropping` (id, before, cause_id, because), those that end with
 * another; `advancing` and `stopping` (id, …), the workflows. A plan for a task that is about to start is held back too:
 * a statement cannot change a row twice.
 */
export const LOCKED_WITH_WORKFLOW = `
flows as (
  select tasks.workflow_id as id, bool_or(planned."stopsWorkflow" is true) as stops
    from planned join tasks on tasks.id = planned."taskId"
   where planned."advancesWorkflow" and tasks.step_number > 0
   group by 1
), concerned as (
  select "taskId" as id from planned
   union
  select tasks.id
    from flows join tasks on tasks.workflow_id = flows.id
   where (tasks.step_number > 0 or flows.stops)
     and (tasks.status in ('NotStarted', 'InProgress', 'DueDateChanged') or tasks.holds_step)
), held as materialized (
  select tasks.id, tasks as before, seen.status as seen_status
    from concerned
    join tasks seen on seen.id = concerned.id
    join tasks on tasks.id = seen.id
   order by tasks.id
     for update of tasks
), moved as (
  select (before).workflow_id as id
    from held
   where (before).status = 'Reassigned' and seen_status <> 'Reassigned'
), valid as (
  select held.id, held.before, planned."advancesWorkflow", planned."stopsWorkflow", after.status as new_status,
         after.holds_step as new_holds_step
    from planned
    join held on held.id = planned."taskId" and (held.before).version = planned.version
   cross join lateral jsonb_populate_record(held.before, planned.fields) as after
   where planned."advancesWorkflow" is not true
      or not exists (select from moved where moved.id = (held.before).workflow_id)
), stopping as (
  select (before).workflow_id as id, min(id) as cause_id from valid where "stopsWorkflow" group by 1
), sufficing as (
  select steps.workflow_id, steps.number, min(valid.id) as cause_id
    from valid
    join workflow_steps steps on steps.workflow_id = (valid.before).workflow_id
                                 and steps.number = (valid.before).step_number and steps.enough = 'any'
   where valid."advancesWorkflow" and valid.new_status = 'Completed'
     and steps.workflow_id not in (select id from stopping)
   group by 1, 2
), dropping as (
  select held.id, held.before, cause.id as cause_id, cause.because
    from held
    join (
      select id, null, cause_id, 'rejected' from stopping
      union all
      select workflow_id, number, cause_id, 'enough' from sufficing
    ) as cause (workflow_id, step_number, id, because)
      on cause.workflow_id = (held.before).workflow_id
         and coalesce(cause.step_number, (held.before).step_number) = (held.before).step_number
   where held.id <> cause.id
     and ((held.before).status in ('NotStarted', 'InProgress', 'DueDateChanged') or (held.before).holds_step)
), holding as (
  select * from valid where id not in (select id from dropping)
), unfinished as (
  select held.id, held.before, (held.before).workflow_id, (held.before).step_number,
         coalesce(holding.new_status, (held.before).status) as status
    from held left join holding on holding.id = held.id
   where (held.before).workflow_id in (select id from flows) and (held.before).step_number > 0
     and held.id not in (select id from dropping)
     and (coalesce(holding.new_status, (held.before).status) in ('NotStarted', 'InProgress', 'DueDateChanged')
          or coalesce(holding.new_holds_step, (held.before).holds_step))
), advancing as (
  select ended.workflow_id as id, next.step_number as next_step
    from (select (before).workflow_id, min((before).step_number) as step_number
            from holding
           where "advancesWorkflow" and (before).step_number > 0 and (before).workflow_id not in (select id from stopping)
           group by 1) as ended
   cross join lateral (
     select min(unfinished.step_number) from unfinished where unfinished.workflow_id = ended.workflow_id
   ) as next (step_number)
   where next.step_number is null or next.step_number > ended.step_number
), starting as (
  select unfinished.id, (unfinished.before).assignee_id, (unfinished.before).supervisor_id
    from advancing
    join unfinished on unfinished.workflow_id = advancing.id and unfinished.step_number = advancing.next_step
   where unfinished.status = 'NotStarted'
), locked as (
  select holding.id, holding.before
    from holding
   where not exists (select from starting where starting.id = holding.id)
)`;
