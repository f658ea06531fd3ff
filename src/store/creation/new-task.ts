import type { Knex } from 'knex';
import type { NewTask, NewTaskPlan, NewTaskRequest } from '../../core/creation/new-task.ts';
import { isRefused } from '../../core/refusal.ts';
import type { MailAllowance } from '../notices/mail-allowance.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The login to look up; nobody has the empty one. */
export const loginOf = ({ model }: NewTaskRequest): string => (isRefused(model) ? '' : model.requestedAssignee);

/**
 * Opens tasks, for any number of plans at once, queues mail and writes history. Two things can make a plan for a new
 * task stale; it is then absent from the answer. Its assignee's account may have been disabled; from here on it is kept
 * from being so until the task is there. And a call with the same key may have been quicker: a task is opened only for
 * the call that gets to write its answer down. Another one waits there until the first is committed, finds its answer,
 * opens nothing (the id it drew stays unused) and is told by the next snapshot what the answer was. One that has expired
 * is replaced as if it were not there.
 *
 * Locks are taken in the order of account ids, and shared: nobody waits but who changes an account. Answers are written
 * in the order of their digests, so that two processes with the same keys wait for each other instead of deadlocking.
 */
const WRITE: Statement = {
  name: 'new-task-write',
  text: `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      position int, operation text, "assigneeId" int, "callerId" int, "redirectedFromId" int, "redirectPath" int[],
      "documentId" int, "startVersion" int, "parentId" int, "deadlineHours" int, "dueAt" timestamptz,
      instructions text, priority smallint, "rightType" smallint, permissions text[], requirements jsonb,
      "allowedStartHours" int, "reminderHours" int, "sendTaskNotice" boolean, "mailAt" timestamptz, "notifyOnCompletion" boolean,
      credential text, api text, "requestId" text, repeat text, "repeatParameters" text,
      "repeatSeconds" int)
), assignees as materialized (
  select users.id, users.login
    from users
   where users.id in (select "assigneeId" from planned) and users.enabled
   order by users.id
     for share
), numbered as materialized (
  select nextval('tasks_id_seq')::int as id, held.*,
         case when held."redirectedFromId" is not null then held.login end as "redirectedTo"
    from (select planned.*, assignees.login
            from planned join assignees on assignees.id = planned."assigneeId"
           order by planned.position) as held
), remembered as (
  insert into retries (digest, parameters, answer, expires_at)
  select distinct on (repeat)
         decode(repeat, 'hex'), decode("repeatParameters", 'hex'),
         jsonb_build_object('taskId', id, 'redirectedTo', "redirectedTo"),
         now() + make_interval(secs => "repeatSeconds")
    from numbered
   where repeat is not null
   order by repeat, position
      on conflict (digest) do update
         set answer = excluded.answer, parameters = excluded.parameters, expires_at = excluded.expires_at
         where retries.expires_at <= now()
  returning (answer -> 'taskId')::int as id
), won as materialized (
  select * from numbered where repeat is null or id in (select id from remembered)
), opened as (
  insert into tasks (
    id, status, assignee_id, assigned_by_id, redirected_from_id, document_id, start_version, parent_id, started_at,
    due_at, deadline_hours, instructions, priority, right_type, permissions, requirements, allowed_start_hours,
    reminder_hours, notify_on_completion)
  select id, 'InProgress', "assigneeId", "callerId", "redirectedFromId", "documentId", coalesce("startVersion", 1),
         "parentId", now(), "dueAt", "deadlineHours", instructions, priority, "rightType", permissions, requirements,
         "allowedStartHours", "reminderHours", "notifyOnCompletion"
    from won
), queued as (
  insert into notices (task_id, topic, recipient_id, actor_id, send_at)
  select id, 'TaskAssigned', "assigneeId", "callerId", coalesce("mailAt", clock_timestamp()) from won where "sendTaskNotice"
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, new_status, new_assignee_id, new_due_at, redirect_path, request_id,
    details)
  select id, "callerId", credential, api, operation, 'InProgress', "assigneeId", "dueAt", "redirectPath", "requestId",
         jsonb_build_object('new', jsonb_build_object(
           'document_id', "documentId", 'parent_id', "parentId", 'instructions', instructions, 'priority', priority,
           'right_type', "rightType", 'permissions', permissions, 'requirements', requirements,
           'allowed_start_hours', "allowedStartHours", 'reminder_hours', "reminderHours",
           'notify_on_completion', "notifyOnCompletion"))
    from won
)
select position, id as "taskId", "redirectedTo" from won`,
};

/** Writes plans; gives null for each whose assignee has been disabled, or whose key was used, since it was made. */
export async function openTasks(
  knex: Knex,
  plans: readonly NewTaskPlan[],
  { dueAt }: MailAllowance,
): Promise<(NewTask | null)[]> {
  const rows = await execute<NewTask & { readonly position: number }>(knex, WRITE, [
    JSON.stringify(
      plans.map((plan, position) => ({
        ...planRow(plan, position),
        mailAt: plan.model.sendTaskNotice ? dueAt(plan.callerId) : null,
      })),
    ),
  ]);
  const opened = new Map(rows.map(({ position, taskId, redirectedTo }) => [position, { taskId, redirectedTo }]));
  return plans.map((_, position) => opened.get(position) ?? null);
}

const planRow = ({ model, credentialKind, context, repeat, ...plan }: NewTaskPlan, position: number) => ({
  ...plan,
  ...model,
  dueAt: model.dueAt && instantText(model.dueAt),
  position,
  credential: credentialKind,
  api: context.api,
  requestId: context.requestId,
  repeat: repeat?.digest,
  repeatParameters: repeat?.parameters,
  repeatSeconds: repeat?.windowSeconds,
});
