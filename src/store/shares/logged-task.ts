import type { Knex } from 'knex';
import type { Access } from '../../core/access/access.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';
import type { LoggedSnapshot } from '../../operations/sharing/shared-task-reading.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { NAMED_TASK_ID, NAMED_TASK_TABLES, namedTaskValues } from './named-task.ts';
import { TASK_LOG_COLUMNS, TASK_LOG_TABLE, taskLogOf, type TaskLogRow } from './task-log.ts';
import { SHOWN_TASK_COLUMNS, shownTaskOf, TASK_VIEW_JOINS, type TaskViewRow } from './task-view-columns.ts';

/** One task each with its shares and how it came to them, for any number of calls at once. */
const READ: Statement = {
  name: 'logged-task-read',
  text: `
select ${ACCESS_COLUMNS},${SHOWN_TASK_COLUMNS},${TASK_LOG_COLUMNS}
  from (select sent.digest, sent.subject_id, sent.position, ${NAMED_TASK_ID} as task_id
          from unnest($1::bytea[], $2::int[], $3::int[], $4::uuid[], $5::bigint[], $6::int[], $7::text[])
               with ordinality as sent (digest, subject_id, task_id, uuid, share_id, workflow_id, step, position)${NAMED_TASK_TABLES}
       ) as calls${ACCESS_TABLES}
  left join tasks on tasks.id = calls.task_id${TASK_VIEW_JOINS}${TASK_LOG_TABLE}
 order by calls.position`,
};

/** Reads one snapshot a question, in the order of the questions. */
export async function readLoggedTasks(
  knex: Knex,
  questions: readonly (Access & { readonly task: TaskName })[],
): Promise<LoggedSnapshot[]> {
  const values = [
    questions.map(({ credential }) => digestOfCredential(credential)),
    questions.map(({ subjectId }) => subjectId),
    ...namedTaskValues(questions),
  ];
  const rows = noteLogins(questions, await execute<AccessRow & TaskViewRow & TaskLogRow>(knex, READ, values));
  return rows.map((row) => ({ access: accessOf(row), shown: shownTaskOf(row), log: taskLogOf(row) }));
}
