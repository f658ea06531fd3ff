import type { Knex } from 'knex';
import type {
  DocumentTaskFilter,
  DocumentTasksPlan,
  DocumentTasksRequest,
  DocumentTasksSnapshot,
} from '../../core/lists/get-document-tasks.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { packedIds, unpackIds } from './task-ids.ts';

const READ: Statement = {
  name: 'get-document-tasks-read',
  text: `
select callers.id as "callerId", callers.login as "callerLogin", callers.roles, documents.id as "documentId"
  from (select $1::bytea as digest, $2::text as path) as calls${CALLER_TABLES}
  left join documents on lower(documents.path) = lower(calls.path)`,
};

interface ReadRow extends CallerLoginRow {
  readonly callerId: number | null;
  readonly roles: readonly string[];
  readonly documentId: number | null;
}

/** Reads who asks and for which document. */
export async function readDocumentTasks(
  knex: Knex,
  { credential, documentPath }: DocumentTasksRequest,
): Promise<DocumentTasksSnapshot> {
  const values = [digestOfCredential(credential), documentPath];
  const [row] = noteLogins([{ credential }], await execute<ReadRow>(knex, READ, values));
  if (!row) throw new Error('one call was read and no row came back');
  return {
    caller: row.callerId === null ? null : { id: row.callerId, roles: row.roles },
    document: row.documentId === null ? null : { id: row.documentId },
  };
}

/** A task that has not started is neither current nor history (docs/legacy/operations.md#other-enumerations). */
const STATUSES: Readonly<Record<DocumentTaskFilter, readonly string[]>> = {
  current_tasks: ['InProgress', 'DueDateChanged'],
  task_history: ['Completed', 'Dropped', 'Reassigned'],
  all: ['NotStarted', 'InProgress', 'DueDateChanged', 'Completed', 'Dropped', 'Reassigned'],
};

const FIND: Statement = {
  name: 'get-document-tasks-find',
  text: `
select ${packedIds(`
  select tasks.id
    from tasks
   where tasks.document_id = $1 and tasks.status = any ($2::task_status[])
   order by tasks.due_at asc nulls first, tasks.id`)} as ids`,
};

/** Finds a document's tasks by due date; those without one come first, as their sentinel would. */
export async function readDocumentTaskIds(knex: Knex, { documentId, filter }: DocumentTasksPlan): Promise<Int32Array> {
  const [row] = await execute<{ ids: Buffer | null }>(knex, FIND, [documentId, STATUSES[filter]]);
  return unpackIds(row?.ids ?? null);
}
