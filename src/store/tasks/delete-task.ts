import type { Knex } from 'knex';
import type { TaskWrite } from '../../core/tasks/task-change.ts';
import { writeFirstPerTask } from '../sql/first-per-task.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { writeRow } from './task-change.ts';

/**
 * Removes tasks for good, for any number of plans at once, with their attachments and the mail not yet sent about
 * them. History outlives them and keeps what they were. Locks are taken in the order of task ids.
 */
const WRITE: Statement = {
  name: 'delete-task-write',
  text: `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      "taskId" int, version int, operation text, "callerId" int, credential text, api text, "requestId" text)
), locked as materialized (
  select tasks.id
    from planned join tasks on tasks.id = planned."taskId" and tasks.version = planned.version
   order by tasks.id
     for update of tasks
), removed as (
  delete from tasks using locked, planned
   where tasks.id = locked.id and planned."taskId" = locked.id
  returning planned.*, tasks.status, tasks.assignee_id, tasks.due_at, to_jsonb(tasks) as row
), detached as (
  delete from task_attachments using removed
   where task_attachments.task_id = removed."taskId"
  returning task_attachments.task_id, task_attachments.document_id, task_attachments.version
), unqueued as (
  delete from notices using removed
   where notices.task_id = removed."taskId" and notices.sent_at is null
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, old_assignee_id, old_due_at, request_id, details)
  select "taskId", "callerId", credential, api, operation, status, assignee_id, due_at, "requestId",
         jsonb_build_object('old', row || jsonb_build_object('attachments', coalesce(attachments, '[]')))
    from removed
   cross join lateral (
     select jsonb_agg(jsonb_build_object('document_id', detached.document_id, 'version', detached.version))
       from detached where detached.task_id = removed."taskId"
   ) as gone (attachments)
)
select "taskId" from removed`,
};

/** Removes tasks; gives null for each that somebody else changed first. */
export const removeTasks = (
  knex: Knex,
  removals: readonly TaskWrite[],
): Promise<({ readonly taskId: number } | null)[]> =>
  writeFirstPerTask(removals, (firsts) =>
    execute<{ taskId: number }>(knex, WRITE, [JSON.stringify(firsts.map(writeRow))]),
  );
