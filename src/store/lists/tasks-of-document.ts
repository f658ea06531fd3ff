import type { Knex } from 'knex';
import type { ShownTask } from '../../core/shares/task-view.ts';
import type { DocumentTaskPage, FoundDocumentTasks } from '../../operations/document-tasks.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { SHOWN_TASK_COLUMNS, shownTaskOf, TASK_VIEW_JOINS, type TaskViewRow } from '../shares/task-view-columns.ts';
import { execute, type Statement } from '../sql/statement.ts';

const LISTED = `
         select tasks.id
           from tasks
          where tasks.document_id = documents.id and tasks.status not in ('Reassigned', 'Dropped')`;

/** Who asks, the document, and its tasks; nothing is looked for where nobody is found to ask. */
const FIND: Statement = {
  name: 'tasks-of-document-find',
  text: `
select ${ACCESS_COLUMNS},
       documents.id is not null as "isDocument",
       array(${LISTED} order by tasks.id offset $4 limit $5) as ids,
       (select count(*)::int from (${LISTED}) as listed) as total
  from (select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}
  left join documents on documents.id = case when callers.id is not null then $3::int end`,
};

type FindRow = AccessRow & Omit<FoundDocumentTasks, 'access'>;

/** Finds the numbers of a document's tasks that are not given up and have no successor. */
export async function findTasksOfDocument(knex: Knex, page: DocumentTaskPage): Promise<FoundDocumentTasks> {
  const { credential, subjectId, documentId, offset, limit } = page;
  const values = [digestOfCredential(credential), subjectId, documentId, offset, limit];
  const [row] = noteLogins([page], await execute<FindRow>(knex, FIND, values));
  if (!row) throw new Error('one call was read and no row came back');
  const { isDocument, ids, total } = row;
  return { access: accessOf(row), isDocument, ids, total };
}

const READ: Statement = {
  name: 'tasks-with-shares-read',
  text: `
select ${SHOWN_TASK_COLUMNS.trimStart()}
  from unnest($1::int[]) with ordinality as listed (id, position)
  join tasks on tasks.id = listed.id
 cross join (select $2::int as id) as callers${TASK_VIEW_JOINS}
 order by listed.position`,
};

/** Reads tasks with their shares in the order of their ids; one that has been removed meanwhile is left out. */
export async function readTasksWithShares(
  knex: Knex,
  ids: readonly number[],
  callerId: number,
): Promise<readonly ShownTask[]> {
  const rows = await execute<TaskViewRow>(knex, READ, [ids, callerId]);
  return rows.flatMap((row) => shownTaskOf(row) ?? []);
}
