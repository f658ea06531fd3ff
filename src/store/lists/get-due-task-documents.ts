import type { Knex } from 'knex';
import type { DueTaskDocument } from '../../core/lists/get-due-task-documents.ts';
import { execute, type Statement } from '../sql/statement.ts';

const DUE = `(tasks.due_at is null or tasks.due_at >= now())`;

/**
 * Tasks that somebody has, or is asked to do beside others who have them. Those of a team are nobody's own here
 * (docs/legacy/operations.md#tasks-of-a-team); late ones are not looked for
 * (docs/legacy/operations.md#which-documents-are-due).
 */
const READ: Statement = {
  name: 'get-due-task-documents-read',
  text: `
select documents.id, documents.name, documents.path, folders.path as "folderPath",
       holders.id as "checkedOutById", holders.login as "checkedOutByLogin",
       owners.id as "ownerId", owners.login as "ownerLogin", owners.full_name as "ownerFullName",
       documents.created_at as "createdAt", documents.modified_at as "modifiedAt", documents.version,
       libraries.id as "libraryId", libraries.name as "libraryName",
       (select case when max(reads.version) >= coalesce(documents.published_version, documents.version) then 2
                    when count(*) > 0 then 1 else 0 end
          from document_reads reads
         where reads.document_id = documents.id and reads.user_id = $1) as "viewStatus"
  from (select mine.document_id, min(mine.due_at) as earliest
          from (select tasks.document_id, tasks.due_at
                  from open_tasks as tasks
                 where tasks.assignee_id = $1 and ${DUE}
                union all
                select tasks.document_id, tasks.due_at
                  from task_shares s join open_tasks as tasks on tasks.id = s.task_id
                 where s.user_id = $1 and s.state = 'asked' and ${DUE}) as mine
         group by mine.document_id) as due
  join documents on documents.id = due.document_id
  join folders on folders.id = documents.folder_id
  join libraries on libraries.id = folders.library_id
  left join users holders on holders.id = documents.checked_out_by_id
  left join users owners on owners.id = documents.owner_id
 order by due.earliest nulls last, documents.id`,
};

/** Reads the documents a user has open tasks on that are not late yet, the most urgent first. */
export const readDueTaskDocuments = (knex: Knex, userId: number): Promise<DueTaskDocument[]> =>
  execute<DueTaskDocument>(knex, READ, [userId]);
