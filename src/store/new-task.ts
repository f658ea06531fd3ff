import type { Knex } from 'knex';
import type { NewTask, NewTaskPlan, NewTaskRequest } from '../core/new-task.ts';
import { isRefused } from '../core/refusal.ts';
import { instantText } from './instant.ts';
import { execute, type Statement } from './statement.ts';

/** The login to look up; nobody has the empty one. */
export const loginOf = ({ model }: NewTaskRequest): string => (isRefused(model) ? '' : model.requestedAssignee);

/**
 * Opens tasks, for any number of plans at once, queues mail and writes history. Nothing else can make a plan for a new
 * task stale, but its assignee's account is kept from being disabled until the task is there: a plan whose assignee
 * was quicker is absent from the answer.
 *
 * Locks are taken in the order of account ids, and shared: nobody waits but who changes an account.
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
      "allowedStartHours" int, "reminderHours" int, "sendTaskNotice" boolean, "notifyOnCompletion" boolean,
      credential text, api text, "requestId" text)
), assignees as materialized (
  select users.id, users.login
    from users
   where users.id in (select "assigneeId" from planned) and users.enabled
   order by users.id
     for share
), numbered as materialized (
  select nextval('tasks_id_seq')::int as id, held.*
    from (select planned.*, assignees.login
            from planned join assignees on assignees.id = planned."assigneeId"
           order by planned.position) as held
), opened as (
  insert into tasks (
    id, status, assignee_id, assigned_by_id, redirected_from_id, document_id, start_version, parent_id, started_at,
    due_at, deadline_hours, instructions, priority, right_type, permissions, requirements, allowed_start_hours,
    reminder_hours, notify_on_completion)
  select id, 'InProgress', "assigneeId", "callerId", "redirectedFromId", "documentId", coalesce("startVersion", 1),
         "parentId", now(), "dueAt", "deadlineHours", instructions, priority, "rightType", permissions, requirements,
         "allowedStartHours", "reminderHours", "notifyOnCompletion"
    from numbered
), queued as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select id, 'TaskAssigned', "assigneeId", "callerId" from numbered where "sendTaskNotice"
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
    from numbered
)
select position, id as "taskId", case when "redirectedFromId" is not null then login end as "redirectedTo"
  from numbered`,
};

/** Writes plans; gives null for each whose assignee has been disabled since it was made. */
export async function openTasks(knex: Knex, plans: readonly NewTaskPlan[]): Promise<(NewTask | null)[]> {
  const rows = await execute<NewTask & { readonly position: number }>(knex, WRITE, [JSON.stringify(plans.map(planRow))]);
  const opened = new Map(rows.map(({ position, taskId, redirectedTo }) => [position, { taskId, redirectedTo }]));
  return plans.map((_, position) => opened.get(position) ?? null);
}

const planRow = ({ model, credentialKind, context, ...plan }: NewTaskPlan, position: number) => ({
  ...plan,
  ...model,
  dueAt: model.dueAt && instantText(model.dueAt),
  position,
  credential: credentialKind,
  api: context.api,
  requestId: context.requestId,
});
