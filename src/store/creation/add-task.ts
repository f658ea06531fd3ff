import type { Knex } from 'knex';
import type { TaskAddition } from '../../core/creation/add-task.ts';
import type { DocumentView, PersonView } from '../../core/shares/task-view.ts';
import type { AddedTask, RememberedAddition, TaskAdditionSnapshot } from '../../operations/task-addition.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { CALL_REPEAT_TABLE, REPEAT_COLUMNS, type RepeatRow } from '../repeats.ts';
import { personJson } from '../shares/people-json.ts';
import { recalledTaskOf, rememberingRow, REMEMBERING_COLUMNS, type RememberedTaskJson } from '../shares/remembered.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The document by its number, and who calls, for any number of calls at once. */
const READ: Statement = {
  name: 'add-task-read',
  text: `
select now() as "now", ${ACCESS_COLUMNS},${REPEAT_COLUMNS},
       case when callers.id is not null then ${personJson('callers').trimStart()} end as "shownCaller",
       case when documents.id is not null then json_build_object(
         'id', documents.id, 'uuid', documents.uuid, 'name', documents.name, 'path', documents.path,
         'version', documents.version) end as "shownDocument",
       documents.offline is true as offline, documents.shortcut is true as shortcut,
       (select installation.id from installation) as "installationId"
  from unnest($1::bytea[], $2::int[], $3::int[], $4::bytea[])
       with ordinality as calls (digest, subject_id, document_id, repeat, position)${ACCESS_TABLES}
  left join documents on documents.id = calls.document_id${CALL_REPEAT_TABLE}
 order by calls.position`,
};

interface ReadRow extends AccessRow, RepeatRow<RememberedTaskJson> {
  readonly now: Date;
  readonly shownCaller: PersonView | null;
  readonly shownDocument: DocumentView | null;
  readonly offline: boolean;
  readonly shortcut: boolean;
  readonly installationId: string;
}

/** Reads one snapshot a request, in the order of the requests. */
export async function readTaskAdditions(
  knex: Knex,
  requests: readonly TaskAddition[],
): Promise<TaskAdditionSnapshot[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ subjectId }) => subjectId),
    requests.map(({ documentId }) => documentId),
    requests.map(({ repeat }) => (repeat ? Buffer.from(repeat.call, 'hex') : null)),
  ];
  const rows = noteLogins(requests, await execute<ReadRow>(knex, READ, values));
  return rows.map((row) => {
    const { now, shownCaller, shownDocument, offline, shortcut, installationId } = row;
    return {
      now,
      access: accessOf(row),
      document: shownDocument && { id: shownDocument.id, version: shownDocument.version, offline, shortcut },
      shownDocument,
      shownCaller,
      installationId,
      earlier: recalledTaskOf(row),
    };
  });
}

/**
 * Adds tasks that nobody is asked to do, for any number of plans at once. A call with a key adds one only if it gets to
 * write its answer down; another with the same key waits there, finds that answer and adds nothing, as in `openTasks`.
 */
const WRITE: Statement = {
  name: 'add-task-write',
  text: `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      position int, operation text, "callerId" int, credential text, api text, "requestId" text, key text,
      "onBehalf" boolean, "documentId" int, "startVersion" int, "deadlineHours" int, "dueAt" timestamptz,
      instructions text, priority smallint, requirements jsonb, rule text, ${REMEMBERING_COLUMNS})
), numbered as materialized (
  select nextval('tasks_id_seq')::int as id, uuidv7() as uuid, in_order.*
    from (select * from planned order by position) as in_order
), remembered as (
  insert into retries (digest, parameters, answer, expires_at)
  select distinct on (repeat)
         decode(repeat, 'hex'), decode("repeatParameters", 'hex'),
         jsonb_build_object('taskId', id, 'uuid', uuid, 'at', now(), 'expected', expected),
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
), added as (
  insert into tasks (
    id, uuid, status, assigned_by_id, document_id, start_version, created_at, started_at, updated_at, due_at,
    deadline_hours, instructions, priority, requirements, sharing)
  select id, uuid, 'InProgress', "callerId", "documentId", "startVersion", now(), now(), now(), "dueAt",
         "deadlineHours", instructions, priority, requirements, case rule when 'all' then 0 else 1 end
    from won
), ruled as (
  insert into task_sharing (task_id, rule) select id, rule from won where rule <> 'all'
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, new_status, new_due_at, request_id, details)
  select id, "callerId", credential, api, operation, 'InProgress', "dueAt", "requestId",
         jsonb_build_object('new', jsonb_build_object(
           'document_id', "documentId", 'instructions', instructions, 'priority', priority,
           'requirements', requirements, 'rule', rule))
           || case when key is null then '{}'
                   else jsonb_strip_nulls(jsonb_build_object('key', key, 'onBehalf', nullif("onBehalf", false))) end
    from won
)
select position, id as "taskId", uuid, now() as at from won`,
};

/** Writes plans; gives null for each whose key was used since it was made. */
export async function addTasks(knex: Knex, plans: readonly RememberedAddition[]): Promise<(AddedTask | null)[]> {
  const rows = await execute<AddedTask & { readonly position: number }>(knex, WRITE, [
    JSON.stringify(plans.map(planRow)),
  ]);
  const added = new Map(rows.map(({ position, taskId, uuid, at }) => [position, { taskId, uuid, at }]));
  return plans.map((_, position) => added.get(position) ?? null);
}

const planRow = ({ credentialKind, context, remembering, ...plan }: RememberedAddition, position: number) => ({
  ...plan,
  dueAt: plan.dueAt && instantText(plan.dueAt),
  position,
  credential: credentialKind,
  api: context.api,
  requestId: context.requestId,
  ...rememberingRow(remembering),
});
