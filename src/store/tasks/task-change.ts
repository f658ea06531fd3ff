import type { Knex } from 'knex';
import type { TaskChange, TaskFields, TaskWrite } from '../../core/tasks/task-change.ts';
import { writeFirstPerTask } from '../sql/first-per-task.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { supervisorsOf } from './supervisors.ts';
import { LOCKED_WITH_WORKFLOW } from '../completion/workflow-advance.ts';
import { WORKFLOW_ADVANCED } from '../completion/workflow-advanced.ts';

/** The columns of tasks that changes may write. */
const COLUMNS: Readonly<Record<keyof TaskFields, string>> = {
  status: 'status',
  approvalStatus: 'approval_status',
  priority: 'priority',
  comments: 'comments',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  dueAt: 'due_at',
  allowedStartHours: 'allowed_start_hours',
  endVersion: 'end_version',
  holdsStep: 'holds_step',
};

/** Every column of COLUMNS, so that no field can be left out of what is written. */
const SET = Object.values(COLUMNS)
  .map((column) => `${column} = after.${column}`)
  .join(',\n         ');

/** The plans that hold: their tasks still have the version they were decided on. */
export const LOCKED = `
locked as materialized (
  select tasks.id, tasks as before
    from planned join tasks on tasks.id = planned."taskId" and tasks.version = planned.version
   order by tasks.id
     for update of tasks
)`;

/**
 * New values for tasks, for any number of changes at once: each is written if its task still has the version the
 * change was decided on, with the notices it queues or forgets and a row of history that keeps the old values. A
 * change whose version has moved on does nothing and is absent from the answer.
 *
 * Locks are taken in the order of task ids, so that two processes writing overlapping batches wait for each other
 * instead of deadlocking. Status and due date have columns of their own in history, everything else goes to details.
 */
const textOfWrite = (locked: string, more = ''): string => `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      "taskId" int, version int, operation text, fields jsonb, notices json, "forgottenTopics" text[],
      "removesAttachments" boolean, "advancesWorkflow" boolean, "stopsWorkflow" boolean, "callerId" int, credential text, api text,
      "requestId" text)
), ${locked.trimStart()}, changed as (
  update tasks
     set ${SET},
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from locked
    join planned on planned."taskId" = locked.id
   cross join lateral jsonb_populate_record(locked.before, planned.fields) as after
   where tasks.id = locked.id
  returning planned.*, locked.before, tasks.status as new_status, tasks.due_at as new_due_at, tasks.holds_step
), forgotten as (
  delete from notices using changed
   where notices.task_id = changed."taskId" and notices.topic = any (changed."forgottenTopics")
), detached as (
  delete from task_attachments using changed
   where task_attachments.task_id = changed."taskId" and changed."removesAttachments"
  returning task_attachments.task_id, task_attachments.document_id, task_attachments.version
), queued as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select "taskId", mail.topic, mail."recipientId", "callerId"
    from changed cross join lateral json_to_recordset(notices) as mail (topic text, "recipientId" int)
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, old_due_at, new_due_at, request_id, details)
  select "taskId", "callerId", credential, api, operation, (before).status, new_status,
         case when changed.fields -> 'due_at' is not null then (before).due_at end,
         case when changed.fields -> 'due_at' is not null then new_due_at end,
         "requestId",
         case when replaced.fields is not null or removed.attachments is not null then jsonb_build_object(
           'old', coalesce(replaced.fields, '{}') || coalesce(removed.attachments, '{}'),
           'new', changed.fields - 'status' - 'due_at'
                    || case when changed."stopsWorkflow" then '{"stopsWorkflow": true}' else '{}' end::jsonb) end
    from changed
   cross join lateral (
     select jsonb_object_agg(key, to_jsonb(before) -> key)
       from jsonb_object_keys(changed.fields - 'status' - 'due_at') as key
   ) as replaced (fields)
    left join lateral (
     select jsonb_build_object('attachments', jsonb_agg(jsonb_build_object(
              'document_id', detached.document_id, 'version', detached.version)))
       from detached where detached.task_id = changed."taskId" having count(*) > 0
   ) as removed (attachments) on true
)${more}
select "taskId" from changed`;

/** Supervisors are told of a step that waits for a task nobody works on, for nobody else will see it. */
const HOLD_TOLD = `
hold_told as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select changed."taskId", 'StepHeld', supervisors.id, changed."callerId"
    from changed cross join lateral (${supervisorsOf('(changed.before)')}) as supervisors (id)
   where changed.holds_step and not (changed.before).holds_step
      on conflict do nothing
)`;

const WRITE: Statement = { name: 'task-change-write', text: textOfWrite(LOCKED) };

/** Looks at the other tasks of a workflow too, which most changes have no reason to. */
const WRITE_ADVANCING: Statement = {
  name: 'task-change-advance-write',
  text: textOfWrite(LOCKED_WITH_WORKFLOW, `, ${WORKFLOW_ADVANCED.trimStart()}, ${HOLD_TOLD.trimStart()}`),
};

const columnsOf = (fields: TaskFields): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (Object.keys(COLUMNS) as (keyof TaskFields)[])
      .filter((field) => fields[field] !== undefined)
      .map((field) => [COLUMNS[field], textOf(fields[field])]),
  );

const textOf = (value: unknown): unknown => (value instanceof Date ? instantText(value) : value);

/** The names that the statements which write tasks have for the parts of a TaskWrite. */
export const writeRow = (write: TaskWrite): Readonly<Record<string, unknown>> => ({
  taskId: write.taskId,
  version: write.version,
  operation: write.operation,
  callerId: write.callerId,
  credential: write.credentialKind,
  api: write.context.api,
  requestId: write.context.requestId,
});

const advances = ({ advancesWorkflow }: TaskChange): boolean => advancesWorkflow === true;

/**
 * Writes changes; gives null for each whose task somebody else changed first. Of several changes of one task the
 * first is written.
 */
export const writeTaskChanges = (
  knex: Knex,
  changes: readonly TaskChange[],
): Promise<({ readonly taskId: number } | null)[]> =>
  writeFirstPerTask(changes, (firsts) =>
    execute<{ taskId: number }>(knex, firsts.some(advances) ? WRITE_ADVANCING : WRITE, [
      JSON.stringify(
        firsts.map((change) => ({
          ...writeRow(change),
          fields: columnsOf(change.fields),
          notices: change.notices,
          forgottenTopics: change.forgottenTopics,
          removesAttachments: change.removesAttachments,
          advancesWorkflow: change.advancesWorkflow,
          stopsWorkflow: change.stopsWorkflow,
        })),
      ),
    ]),
  );
