import type { Knex } from 'knex';
import type { AttachmentFacts, AttachmentRequest, AttachmentWrite } from '../../core/tasks/workflow-attachment.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { writeFirstPerTask } from '../sql/first-per-task.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { writeRow } from './task-change.ts';
import { TASK_FACTS_COLUMNS, TASK_FACTS_TABLES, taskFactsOf, type TaskFactsRow } from './task-facts.ts';
import { readFor, versionedRead, type VersionRow } from './versioned-read.ts';

/** A task, a document by its path, and which versions of it hang on the task, for any number of calls at once. */
const READ = versionedRead(
  'workflow-attachment-read',
  (columns) => `
select ${TASK_FACTS_COLUMNS},
       named.id as "namedId",
       named.version as "namedVersion",
       array(select a.version from task_attachments a
              where a.task_id = tasks.id and a.document_id = named.id) as "attachedVersions"${columns}
  from unnest($1::bytea[], $2::int[], $3::text[]) with ordinality as calls (digest, task_id, path, position)
  ${TASK_FACTS_TABLES}
  left join documents named on lower(named.path) = lower(calls.path)
 order by calls.position`,
);

interface ReadRow extends TaskFactsRow, VersionRow {
  readonly namedId: number | null;
  readonly namedVersion: number;
  readonly attachedVersions: readonly number[];
}

/** Reads one snapshot a request, in the order of the requests. */
export async function readAttachmentFacts(
  knex: Knex,
  requests: readonly AttachmentRequest[],
): Promise<AttachmentFacts[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ taskId }) => taskId),
    requests.map(({ documentPath }) => documentPath),
  ];
  const rows = noteLogins(requests, await execute<ReadRow>(knex, readFor(READ, requests), values));
  return rows.map(({ namedId, namedVersion, attachedVersions, ...facts }) => ({
    ...taskFactsOf(facts),
    document: namedId === null ? null : { id: namedId, version: namedVersion, attachedVersions },
  }));
}

/**
 * Attaches or detaches, for any number of plans at once, and keeps it in history. What a plan was made on is the
 * task's version, which every attachment moves; locks are taken in the order of task ids.
 */
const WRITE: Statement = {
  name: 'workflow-attachment-write',
  text: `
with planned as (
  select *
    from json_to_recordset($1) as plan (
      "taskId" int, version int, operation text, "documentId" int, "documentVersion" int, attaches boolean,
      "callerId" int, credential text, api text, "requestId" text)
), locked as materialized (
  select tasks.id
    from planned join tasks on tasks.id = planned."taskId" and tasks.version = planned.version
   order by tasks.id
     for update of tasks
), changed as (
  update tasks
     set version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from locked join planned on planned."taskId" = locked.id
   where tasks.id = locked.id
  returning planned.*, tasks.status, tasks.workflow_id, tasks.step_number, tasks.step_name
), attached as (
  insert into task_attachments (
    task_id, document_id, version, attached_by_id, workflow_id, step_number, step_name)
  select "taskId", "documentId", "documentVersion", "callerId", workflow_id, step_number, step_name
    from changed where attaches
), detached as (
  delete from task_attachments a using changed
   where not attaches and a.task_id = "taskId" and a.document_id = "documentId" and a.version = "documentVersion"
), recorded as (
  insert into history (task_id, user_id, credential, api, operation, old_status, new_status, request_id, details)
  select "taskId", "callerId", credential, api, operation, status, status, "requestId",
         case when attaches then jsonb_build_object('old', '{}'::jsonb, 'new', attachment)
                            else jsonb_build_object('old', attachment, 'new', '{}'::jsonb) end
    from changed
   cross join lateral jsonb_build_object('attachments', jsonb_build_array(
     jsonb_build_object('document_id', "documentId", 'version', "documentVersion"))) as attachment
)
select "taskId" from changed`,
};

/** Writes plans; gives null for each whose task somebody else changed first. */
export const writeAttachments = (
  knex: Knex,
  plans: readonly AttachmentWrite[],
): Promise<({ readonly taskId: number } | null)[]> =>
  writeFirstPerTask(plans, (firsts) =>
    execute<{ taskId: number }>(knex, WRITE, [
      JSON.stringify(
        firsts.map(({ documentId, documentVersion, attaches, ...write }) => ({
          ...writeRow(write),
          documentId,
          documentVersion,
          attaches,
        })),
      ),
    ]),
  );
