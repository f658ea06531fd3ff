import type { Knex } from 'knex';
import type { ChangedTask, SharingFields, TaskChange, TaskFields, TaskWrite } from '../../core/tasks/task-change.ts';
import { MOST_COUNTED } from '../../core/tasks/reassignments.ts';
import type { RememberedChange } from '../../operations/sharing/sharing-store.ts';
import { isAssignment, writeAssignments } from '../shares/assignment-write.ts';
import { remembered, rememberingRow, REMEMBERING_COLUMNS } from '../shares/remembered.ts';
import { SHARING_WRITTEN, sharesLogged, sharingRow } from '../shares/sharing-write.ts';
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

/** Those that only a change to do with shares writes. */
const SHARING_COLUMNS: Readonly<Record<keyof SharingFields, string>> = {
  ...COLUMNS,
  assigneeId: 'assignee_id',
  teamId: 'team_id',
  redirectedFromId: 'redirected_from_id',
  sharing: 'sharing',
  instructions: 'instructions',
  requirements: 'requirements',
};

/** Every column, so that no field can be left out of what is written. */
const settingOf = (columns: Readonly<Record<string, string>>): string =>
  Object.values(columns)
    .map((column) => `${column} = after.${column}`)
    .join(',\n         ');

/** The old value of the column that `key` names; to make JSON of the whole row for it took a third of a change. */
const oldValueOf = (columns: Readonly<Record<string, string>>): string =>
  `case key ${Object.values(columns)
    .map((column) => `when '${column}' then to_jsonb((before).${column})`)
    .join(' ')} end`;

/** The plans that hold: their tasks still have the version they were decided on. */
const lockedWith = (columns: string): string => `
locked as materialized (
  select ${columns}, tasks as before
    from planned join tasks on tasks.id = planned."taskId" and tasks.version = planned.version
   order by tasks.id
     for update of tasks
)`;

export const LOCKED = lockedWith('tasks.id');

/** How a statement comes from its plans to those that hold, as `held` (planned.*, before). */
interface Locking {
  readonly locked: string;
  readonly held: string;
}

/** Keeps the plan with the row: to join the two again compared each plan of a batch with each row. */
const ALONE: Locking = { locked: lockedWith('planned.*'), held: 'locked as held' };

const WITH_WORKFLOW: Locking = {
  locked: LOCKED_WITH_WORKFLOW,
  held: '(select planned.*, locked.before from locked join planned on planned."taskId" = locked.id) as held',
};

/**
 * New values for tasks, for any number of changes at once: each is written if its task still has the version the
 * change was decided on, with the notices it queues or forgets and a row of history that keeps the old values. A
 * change whose version has moved on does nothing and is absent from the answer.
 *
 * Locks are taken in the order of task ids, so that two processes writing overlapping batches wait for each other
 * instead of deadlocking. Status and due date have columns of their own in history, everything else goes to details.
 */
const textOfWrite = ({ locked, held }: Locking, parts: Parts, more = ''): string => `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      "taskId" int, version int, operation text, fields jsonb, notices json, "forgottenTopics" text[],
      "removesAttachments" boolean, "advancesWorkflow" boolean, "stopsWorkflow" boolean, "callerId" int, credential text, api text,
      "requestId" text${parts.planned})
), ${locked.trimStart()}, changed as (
  update tasks
     set ${parts.set},
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from ${held}
   cross join lateral jsonb_populate_record(held.before, held.fields) as after
   where tasks.id = held."taskId"
  returning held.*, tasks.status as new_status, tasks.due_at as new_due_at, tasks.holds_step${parts.returning}
), forgotten as (
  delete from notices using changed
   where changed."forgottenTopics" is not null
     and notices.task_id = changed."taskId" and notices.topic = any (changed."forgottenTopics")
), detached as (
  delete from task_attachments using changed
   where task_attachments.task_id = changed."taskId" and changed."removesAttachments"
  returning task_attachments.task_id, task_attachments.document_id, task_attachments.version
), queued as (${parts.queued}
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, old_due_at, new_due_at, request_id, details${parts.recorded})
  select "taskId", "callerId", credential, api, operation, (before).status, new_status,
         case when changed.fields -> 'due_at' is not null then (before).due_at end,
         case when changed.fields -> 'due_at' is not null then new_due_at end,
         "requestId",
         case when replaced.fields is not null or removed.attachments is not null then jsonb_build_object(
           'old', coalesce(replaced.fields, '{}') || coalesce(removed.attachments, '{}')${parts.oldDetails},
           'new', changed.fields - 'status' - 'due_at'
                    || case when changed."stopsWorkflow" then '{"stopsWorkflow": true}' else '{}' end::jsonb${parts.newDetails}) end${parts.moreDetails}${parts.record}
    from changed
   cross join lateral (
     select jsonb_object_agg(key, ${parts.old})
       from jsonb_object_keys(changed.fields - 'status' - 'due_at') as key
   ) as replaced (fields)
    left join lateral (
     select jsonb_build_object('attachments', jsonb_agg(jsonb_build_object(
              'document_id', detached.document_id, 'version', detached.version)))
       from detached where detached.task_id = changed."taskId" having count(*) > 0
   ) as removed (attachments) on true
)${more}
select ${parts.answer} from changed`;

/** Where a change that has to do with shares says more than others. */
interface Parts {
  readonly planned: string;
  readonly set: string;
  readonly old: string;
  readonly returning: string;
  readonly queued: string;
  readonly recorded: string;
  readonly record: string;
  readonly oldDetails: string;
  readonly newDetails: string;
  readonly moreDetails: string;
  readonly answer: string;
}

const ORDINARY: Parts = {
  planned: '',
  set: settingOf(COLUMNS),
  old: oldValueOf(COLUMNS),
  returning: '',
  queued: `
  insert into notices (task_id, topic, recipient_id, actor_id)
  select "taskId", mail.topic, mail."recipientId", "callerId"
    from changed cross join lateral json_to_recordset(notices) as mail (topic text, "recipientId" int)`,
  recorded: '',
  record: '',
  oldDetails: '',
  newDetails: '',
  moreDetails: '',
  answer: '"taskId"',
};

/** The numbers of the shares of a task that was changed, in their order. */
const SHARE_IDS = `coalesce((select jsonb_object_agg(task_id, ids) from share_ids) -> changed."taskId"::text, '[]')`;

/** All of a batch at once: each task for itself would go through those of all others. */
const SHARE_IDS_WRITTEN = `
share_ids as (
  select task_id, jsonb_agg(id::text order by position) as ids from shares_written group by task_id
)`;

/** Somebody may be asked a second time: the notice of the first is then due again, as a new one. */
const SHARING: Parts = {
  planned: `, sharing jsonb, reason text, details jsonb, key text, "onBehalf" boolean, "passesOn" boolean, ${REMEMBERING_COLUMNS}`,
  set: `${settingOf(SHARING_COLUMNS)},
         reassignments = least(tasks.reassignments + coalesce("passesOn", false)::int, ${MOST_COUNTED})`,
  old: oldValueOf(SHARING_COLUMNS),
  returning: `,
            tasks.assignee_id as new_assignee_id, tasks.version as new_version, tasks.updated_at as new_updated_at`,
  queued: `
  insert into notices (task_id, topic, recipient_id, actor_id)
  select distinct "taskId", mail.topic, recipients.id, "callerId"
    from changed
   cross join lateral json_to_recordset(notices) as mail (topic text, "recipientId" int, "teamId" int, "toSupervisors" boolean, "exceptId" int)
   cross join lateral (
     select mail."recipientId" where mail."recipientId" is not null
     union all
     select users.id
       from team_members join users on users.id = user_id and users.enabled
      where team_id = mail."teamId" and users.id is distinct from mail."exceptId"
     union all
     select supervisors.id
       from (${supervisorsOf('(changed.before)')}) as supervisors (id)
      where mail."toSupervisors" and supervisors.id is distinct from mail."exceptId"
   ) as recipients (id)
      on conflict (task_id, topic, recipient_id) do update
         set turn = notices.turn + 1, created_at = clock_timestamp(), send_at = clock_timestamp(), sent_at = null,
             given_up_at = null, dropped_by = null, attempts = 0, last_error = null, gathered_at = null,
             actor_id = excluded.actor_id`,
  recorded: ', old_assignee_id, new_assignee_id, reason',
  record: `,
         (before).assignee_id, new_assignee_id, reason`,
  oldDetails: ` || case when changed.sharing is null then '{}' else jsonb_build_object(
             'shares', ${sharesLogged('changed."taskId"')}) end`,
  newDetails: ` || case when changed.sharing is null then '{}' else changed.sharing end || coalesce(changed.details, '{}')`,
  // Through which key, and whether for somebody else than the key's own account.
  moreDetails: `
           || case when key is null then '{}'
                   else jsonb_strip_nulls(jsonb_build_object('key', key, 'onBehalf', nullif("onBehalf", false))) end`,
  answer: `"taskId", new_version as version, new_updated_at as "updatedAt", ${SHARE_IDS} as "shareIds"`,
};

const SHARING_DONE = `, ${SHARING_WRITTEN.trimStart()}, ${SHARE_IDS_WRITTEN.trimStart()}`;

const REMEMBERED = `, ${remembered('changed', 'new_version', 'new_updated_at', SHARE_IDS).trimStart()}`;

/** Supervisors are told of a step that waits for a task nobody works on, for nobody else will see it. */
const HOLD_TOLD = `
hold_told as (
  insert into notices (task_id, topic, recipient_id, actor_id)
  select changed."taskId", 'StepHeld', supervisors.id, changed."callerId"
    from changed cross join lateral (${supervisorsOf('(changed.before)')}) as supervisors (id)
   where changed.holds_step and not (changed.before).holds_step
      on conflict do nothing
)`;

const WRITE: Statement = { name: 'task-change-write', text: textOfWrite(ALONE, ORDINARY) };

const ADVANCED = `, ${WORKFLOW_ADVANCED.trimStart()}, ${HOLD_TOLD.trimStart()}`;

/** Looks at the other tasks of a workflow too, which most changes have no reason to. */
const WRITE_ADVANCING: Statement = {
  name: 'task-change-advance-write',
  text: textOfWrite(WITH_WORKFLOW, ORDINARY, ADVANCED),
};

const WRITE_SHARING: Statement = {
  name: 'task-change-sharing-write',
  text: textOfWrite(ALONE, SHARING, SHARING_DONE),
};

/** Most calls send no key, and their answers need not be remembered. */
const WRITE_SHARING_REMEMBERED: Statement = {
  name: 'task-change-sharing-remembered-write',
  text: textOfWrite(ALONE, SHARING, `${SHARING_DONE}${REMEMBERED}`),
};

const WRITE_SHARING_ADVANCING: Statement = {
  name: 'task-change-sharing-advance-write',
  text: textOfWrite(WITH_WORKFLOW, SHARING, `${SHARING_DONE}${REMEMBERED}${ADVANCED}`),
};

const FIELDS = Object.keys(SHARING_COLUMNS) as readonly (keyof SharingFields)[];

function columnsOf(fields: SharingFields): Readonly<Record<string, unknown>> {
  const columns: Record<string, unknown> = {};
  for (const field of FIELDS) {
    if (fields[field] !== undefined) columns[SHARING_COLUMNS[field]] = textOf(fields[field]);
  }
  return columns;
}

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
  ...(write.key && { key: write.key, onBehalf: write.onBehalf }),
});

const advances = ({ advancesWorkflow }: TaskChange): boolean => advancesWorkflow === true;

/** What a statement without shares cannot write, or tell. */
const isAboutShares = ({ sharing, remembering, isShown, fields }: RememberedChange): boolean =>
  sharing !== undefined ||
  remembering !== undefined ||
  isShown === true ||
  Object.keys(fields).some((field) => !(field in COLUMNS));

function statementFor(changes: readonly RememberedChange[]): Statement {
  const isAdvancing = changes.some(advances);
  if (changes.some(isAboutShares)) {
    if (isAdvancing) return WRITE_SHARING_ADVANCING;
    return changes.some(({ remembering }) => remembering) ? WRITE_SHARING_REMEMBERED : WRITE_SHARING;
  }
  return isAdvancing ? WRITE_ADVANCING : WRITE;
}

/**
 * Writes changes; gives null for each whose task somebody else changed first. Of several changes of one task the
 * first is written.
 */
export const writeTaskChanges = (knex: Knex, changes: readonly RememberedChange[]): Promise<(ChangedTask | null)[]> =>
  writeFirstPerTask(changes, (firsts) =>
    firsts.every(isAssignment)
      ? writeAssignments(knex, firsts)
      : execute<ChangedTask>(knex, statementFor(firsts), [JSON.stringify(firsts.map(changeRow))]),
  );

/**
 * Writes changes of several tasks, or none of them: null when somebody else has changed one of the tasks first.
 */
export async function writeAllTaskChanges(
  knex: Knex,
  changes: readonly RememberedChange[],
): Promise<readonly ChangedTask[] | null> {
  const transaction = await knex.transaction();
  try {
    const written = await writeTaskChanges(transaction, changes);
    const made = written.filter((change) => change !== null);
    const isWhole = made.length === changes.length;
    await (isWhole ? transaction.commit() : transaction.rollback());
    return isWhole ? made : null;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}

const changeRow = (change: RememberedChange): Readonly<Record<string, unknown>> => ({
  ...writeRow(change),
  fields: columnsOf(change.fields),
  notices: change.notices,
  forgottenTopics: change.forgottenTopics,
  removesAttachments: change.removesAttachments,
  advancesWorkflow: change.advancesWorkflow,
  stopsWorkflow: change.stopsWorkflow,
  ...rememberingRow(change.remembering),
  ...(change.sharing && { sharing: sharingRow(change.sharing) }),
  ...(change.reason === undefined ? {} : { reason: change.reason }),
  ...(change.details && { details: change.details }),
  ...(change.passesOn && { passesOn: true }),
});
