import type { Knex } from 'knex';
import type { Carried } from '../../core/shares/carry.ts';
import { isAsked } from '../../core/shares/share.ts';
import type { MovePlan } from '../../core/supervision/move.ts';
import { MOST_COUNTED } from '../../core/tasks/reassignments.ts';
import type { ReassignmentPlan } from '../../core/tasks/reassign-task.ts';
import { UNLIMITED, type MailAllowance } from '../notices/mail-allowance.ts';
import { SHARE_COLUMNS, shareRow, sharesLogged } from '../shares/sharing-write.ts';
import { writeFirstPerTask } from '../sql/first-per-task.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * The whole reassignment, for any number of plans at once: closes the original if it still has the version
 * the plan was made on, opens its successor, copies attachments, queues mail, writes history. A plan whose
 * version has moved on, or whose assignee has been disabled since, changes nothing and is absent from the answer.
 *
 * Locks are taken in the order of task ids, so that two processes writing overlapping batches wait for each
 * other instead of deadlocking.
 */
const write = (parts: Parts = {}): string => {
  const { planned, set, columns, values, replaced, team, claimant, recorded, record, operation, reason, more } = parts;
  return `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      "taskId" int, version int, "oldStatus" task_status, "assigneeId" int, "callerId" int,
      "redirectedFromId" int, "redirectPath" int[], "dueAt" timestamptz, "deadlineHours" int, instructions text,
      "startVersion" int, "sendTaskNotice" boolean, "mailAt" timestamptz, credential text, api text, "requestId" text,
      repeat text, "repeatParameters" text, "repeatSeconds" int, answer jsonb${planned ?? ''})
), locked as materialized (
  select planned.*
    from planned
    join users assignees on assignees.id = planned."assigneeId" and assignees.enabled
    join tasks on tasks.id = planned."taskId" and tasks.version = planned.version
   order by tasks.id
     for update of tasks
), closed as (
  update tasks
     set status = 'Reassigned',
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond'),
         reassigned_to_id = nextval('tasks_id_seq')${set ?? ''}
    from locked
   where tasks.id = locked."taskId"
  returning locked.*, tasks.id as original_id, tasks.reassigned_to_id as successor_id,
            tasks.assignee_id as old_assignee_id, tasks.team_id as old_team_id, tasks.due_at as old_due_at,
            tasks.assigned_by_id as old_assigned_by_id, tasks.instructions as old_instructions,
            tasks.priority, tasks.right_type, tasks.supervisor_id, tasks.document_id, tasks.workflow_id,
            tasks.step_number, tasks.definition_id, tasks.template_id, tasks.start_version, tasks.reminder_hours,
            tasks.supervisor_notice_hours, tasks.allowed_start_hours, tasks.notify_on_completion, tasks.parent_id,
            tasks.name, tasks.step_name, tasks.permissions, tasks.requirements, tasks.reassignments
), opened as (
  insert into tasks (
    id, status, assignee_id, assigned_by_id, redirected_from_id, due_at, started_at, deadline_hours, instructions,
    start_version, reassigned_from_id, priority, right_type, supervisor_id, document_id, workflow_id, step_number,
    definition_id, template_id, reminder_hours, supervisor_notice_hours, allowed_start_hours, notify_on_completion,
    parent_id, name, step_name, permissions, requirements, reassignments${columns ?? ''})
  select successor_id, 'InProgress', "assigneeId", "callerId", "redirectedFromId", "dueAt", now(), "deadlineHours",
         coalesce(instructions, old_instructions), coalesce("startVersion", start_version), original_id, priority,
         right_type, supervisor_id, document_id, workflow_id, step_number, definition_id, template_id, reminder_hours,
         supervisor_notice_hours, allowed_start_hours, notify_on_completion, parent_id, name, step_name, permissions,
         requirements, least(reassignments + 1, ${MOST_COUNTED})${values ?? ''}
    from closed
), attached as (
  insert into task_attachments (
    task_id, document_id, version, attached_by_id, attached_at, workflow_id, step_number, step_name)
  select closed.successor_id, a.document_id, a.version, a.attached_by_id, a.attached_at, a.workflow_id,
         a.step_number, a.step_name
    from closed join task_attachments a on a.task_id = closed.original_id
), queued as (
  insert into notices (task_id, topic, recipient_id, actor_id, send_at)
  select successor_id, topic, recipient_id, "callerId", coalesce("mailAt", clock_timestamp())
    from closed cross join lateral (
      select 'TaskReassigned', ${replaced ?? 'old_assignee_id'}
      union select 'TaskReassigned', user_id from team_members where team_id = ${team ?? 'old_team_id'}${claimant ?? ''}
      union select 'TaskReassigned', old_assigned_by_id
      union select 'TaskAssigned', "assigneeId" where "sendTaskNotice"
    ) as mail (topic, recipient_id)
   where recipient_id is not null
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, old_assignee_id, new_assignee_id,
    old_due_at, new_due_at, successor_id, reason, redirect_path, request_id${recorded ?? ''})
  select original_id, "callerId", credential, api, ${operation ?? `'ReassignTask'`}, "oldStatus", 'Reassigned', ${replaced ?? 'old_assignee_id'},
         "assigneeId", old_due_at, "dueAt", successor_id, ${reason ?? 'instructions'}, "redirectPath", "requestId"${record ?? ''}
    from closed
)${more ?? ''}
select "taskId", successor_id as "successorId" from closed`;
};

/** Where a statement says more, or something else, than the ordinary one. */
interface Parts {
  readonly planned?: string;
  readonly set?: string;
  readonly columns?: string;
  readonly values?: string;
  readonly replaced?: string;
  readonly team?: string;
  readonly claimant?: string;
  readonly operation?: string;
  readonly reason?: string;
  readonly recorded?: string;
  readonly record?: string;
  readonly more?: string;
}

const WRITE: Statement = { name: 'reassign-task-write', text: write() };

const REMEMBERED = `, remembered as (
  insert into retries (digest, parameters, answer, expires_at)
  select decode(repeat, 'hex'), decode("repeatParameters", 'hex'),
         jsonb_set(answer, '{taskId}', to_jsonb(successor_id)),
         now() + make_interval(secs => "repeatSeconds")
    from closed
   where repeat is not null
      on conflict (digest) do update
         set answer = excluded.answer, parameters = excluded.parameters, expires_at = excluded.expires_at
)`;

/** A statement of its own: what no call of a batch asks for would be set up and taken down all the same. */
const WRITE_AND_REMEMBER: Statement = {
  name: 'reassign-task-write-and-remember',
  text: write({ more: REMEMBERED }),
};

/** The shares of a task as they were: tiers to come are lost to its successor, and stand in history alone. */
const OLD_SHARES = sharesLogged('original_id');

/**
 * For tasks that are shared, in the same way. What was asked of the original is left, and others than the person who is
 * replaced come along to the successor, under new numbers.
 */
const SHARED = {
  planned: ', shared jsonb',
  set: ',\n         sharing = least(tasks.sharing, 1)',
  columns: ', sharing',
  values: `, coalesce((shared ->> 'level')::smallint, 0)`,
  replaced: `case when shared is null then old_assignee_id else (shared ->> 'replacedUserId')::int end`,
  team: `case when shared is null then old_team_id else (shared ->> 'replacedTeamId')::int end`,
  claimant: `
      union select 'TaskReassigned', (shared ->> 'claimantId')::int`,
  recorded: ', details',
  record: `,
         case when shared is not null then jsonb_build_object('old', jsonb_build_object('shares', ${OLD_SHARES})) end`,
  more: `, shares_left as (
  update task_shares set state = 'left', ends_at = null
    from closed
   where closed.shared is not null and task_shares.task_id = closed.original_id and task_shares.state = 'asked'
), tiers_gone as (
  delete from task_shares using closed
   where closed.shared is not null and task_shares.task_id = closed.original_id and task_shares.state = 'later'
), shares_carried as (
  insert into task_shares (task_id, ${SHARE_COLUMNS.join(', ')})
  select closed.successor_id, ${SHARE_COLUMNS.map((column) => `share.${column}`).join(', ')}
    from closed cross join lateral jsonb_populate_recordset(null::task_shares, closed.shared -> 'shares') as share
   order by share.position
), sharing_carried as (
  insert into task_sharing (task_id, rule)
  select successor_id, shared ->> 'rule' from closed where shared ->> 'rule' is not null
)${REMEMBERED}`,
} as const satisfies Parts;

const WRITE_SHARED: Statement = { name: 'reassign-task-shared-write', text: write(SHARED) };

/** For moves of many tasks, whatever there is to say of each: which call it was, why, and what else history keeps. */
const WRITE_MOVES: Statement = {
  name: 'move-tasks-write',
  text: write({
    ...SHARED,
    planned: `${SHARED.planned}, operation text, reason text, details jsonb`,
    operation: 'operation',
    reason: 'reason',
    more: `${SHARED.more}, kept_for_absence as (
  insert into absence_moves (absentee_id, task_id)
  select (details ->> 'absentee')::int, successor_id from closed where details ? 'absentee'
)`,
    record: `,
         case when shared is null then details
              else coalesce(details, '{}') || jsonb_build_object(
                     'old', coalesce(details -> 'old', '{}') || jsonb_build_object('shares', ${OLD_SHARES})) end`,
  }),
};

function statementFor(plans: readonly ReassignmentPlan[]): Statement {
  if (plans.some(({ carried }) => carried)) return WRITE_SHARED;
  return plans.some(({ repeat }) => repeat) ? WRITE_AND_REMEMBER : WRITE;
}

/** Writes plans; gives the successor's task id for each, or null where somebody else changed the task first. */
export const writeReassignments = (
  knex: Knex,
  plans: readonly ReassignmentPlan[],
  { dueAt }: MailAllowance = UNLIMITED,
): Promise<({ readonly successorId: number } | null)[]> =>
  writeFirstPerTask(plans, (firsts) => {
    return execute<{ taskId: number; successorId: number }>(knex, statementFor(firsts), [
      JSON.stringify(firsts.map((plan) => rowOf(plan, dueAt(plan.callerId)))),
    ]);
  });

/** The same for moves of many tasks. */
export const writeMoves = (
  knex: Knex,
  plans: readonly MovePlan[],
  { dueAt }: MailAllowance = UNLIMITED,
): Promise<({ readonly successorId: number } | null)[]> =>
  writeFirstPerTask(plans, (firsts) =>
    execute<{ taskId: number; successorId: number }>(knex, WRITE_MOVES, [
      JSON.stringify(
        firsts.map((plan) => ({
          ...rowOf(plan, dueAt(plan.callerId)),
          operation: plan.operation,
          reason: plan.reason,
          details: plan.details,
        })),
      ),
    ]),
  );

/** A plan as the statement reads it. */
const rowOf = (plan: ReassignmentPlan | MovePlan, mailAt: Date | null) => ({
  taskId: plan.taskId,
  version: plan.version,
  oldStatus: plan.oldStatus,
  assigneeId: plan.assigneeId,
  callerId: plan.callerId,
  redirectedFromId: plan.redirectedFromId,
  redirectPath: plan.redirectPath,
  dueAt: plan.dueAt && instantText(plan.dueAt),
  deadlineHours: plan.deadlineHours,
  instructions: plan.instructions,
  startVersion: plan.startVersion,
  sendTaskNotice: plan.sendTaskNotice,
  mailAt,
  credential: plan.credentialKind,
  api: plan.context.api,
  requestId: plan.context.requestId,
  ...(plan.carried && { shared: sharedRow(plan.carried) }),
  ...(plan.repeat && {
    repeat: plan.repeat.digest,
    repeatParameters: plan.repeat.parameters,
    repeatSeconds: plan.repeat.windowSeconds,
    answer: plan.answer,
  }),
});

const sharedRow = ({ replaced, claimantId, sharing }: Carried) => ({
  replacedUserId: replaced?.party.kind === 'user' ? replaced.party.id : null,
  replacedTeamId: replaced?.party.kind === 'team' ? replaced.party.id : null,
  claimantId,
  ...(sharing && {
    level: sharing.shares.filter(isAsked).length > 1 ? 2 : 1,
    rule: sharing.rule,
    shares: sharing.shares.map((share, place) => shareRow(share, place)),
  }),
});
