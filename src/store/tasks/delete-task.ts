import type { Knex } from 'knex';
import type { RememberedRemoval } from '../../operations/sharing/sharing-store.ts';
import { remembered, rememberingRow, REMEMBERING_COLUMNS } from '../shares/remembered.ts';
import { sharesLogged } from '../shares/sharing-write.ts';
import { writeFirstPerTask } from '../sql/first-per-task.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { LOCKED_WITH_WORKFLOW } from '../completion/workflow-advance.ts';
import { WORKFLOW_ADVANCED } from '../completion/workflow-advanced.ts';
import { LOCKED, writeRow } from './task-change.ts';

/**
 * Removes tasks for good, for any number of plans at once, with their attachments and the mail not yet sent about
 * them. History outlives them and keeps what they were. Locks are taken in the order of task ids.
 */
const textOfWrite = (locked: string, more = ''): string => `
with planned as (
  select *, '{"status": "Dropped", "holds_step": false}'::jsonb as fields
    from json_to_recordset($1) as plan (
      "taskId" int, version int, operation text, "advancesWorkflow" boolean, "stopsWorkflow" boolean, "callerId" int, credential text, api text,
      "requestId" text, key text, "onBehalf" boolean, ${REMEMBERING_COLUMNS})
), ${locked.trimStart()}, removed as (
  delete from tasks using locked, planned
   where tasks.id = locked.id and planned."taskId" = locked.id
  returning planned.*, locked.before, tasks.status, tasks.assignee_id, tasks.due_at, to_jsonb(tasks) as row
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
         jsonb_build_object('old', row || jsonb_build_object('attachments', coalesce(attachments, '[]'))
           || case when (before).sharing > 0 then jsonb_build_object(
                'shares', ${sharesLogged('removed."taskId"')}) else '{}' end)
           || case when key is null then '{}'
                   else jsonb_strip_nulls(jsonb_build_object('key', key, 'onBehalf', nullif("onBehalf", false))) end
    from removed
   cross join lateral (
     select jsonb_agg(jsonb_build_object('document_id', detached.document_id, 'version', detached.version))
       from detached where detached.task_id = removed."taskId"
   ) as gone (attachments)
), ${remembered('removed', '0', 'clock_timestamp()', "'[]'::jsonb").trimStart()}${more}
select "taskId" from removed`;

const WRITE: Statement = { name: 'delete-task-write', text: textOfWrite(LOCKED) };

/** A task that its step waited for: what the others are to the step is looked at too. */
const WRITE_ADVANCING: Statement = {
  name: 'delete-task-advance-write',
  text: textOfWrite(LOCKED_WITH_WORKFLOW, `, changed as (select * from removed), ${WORKFLOW_ADVANCED.trimStart()}`),
};

/** Removes tasks; gives null for each that somebody else changed first. */
export const removeTasks = (
  knex: Knex,
  removals: readonly RememberedRemoval[],
): Promise<({ readonly taskId: number } | null)[]> =>
  writeFirstPerTask(removals, (firsts) =>
    execute<{ taskId: number }>(knex, firsts.some((removal) => removal.advancesWorkflow) ? WRITE_ADVANCING : WRITE, [
      JSON.stringify(firsts.map(removalRow)),
    ]),
  );

const removalRow = (removal: RememberedRemoval): Readonly<Record<string, unknown>> => ({
  ...writeRow(removal),
  ...rememberingRow(removal.remembering),
  advancesWorkflow: removal.advancesWorkflow,
});
