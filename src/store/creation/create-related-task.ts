import type { Knex } from 'knex';
import type { ParentTask, RelatedTaskFacts, RelatedTaskRequest } from '../../core/creation/create-related-task.ts';
import type { NewTask } from '../../core/creation/new-task.ts';
import type { Caller } from '../../core/access/caller.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { loginOf } from './new-task.ts';
import { TARGET_COLUMNS, TARGET_TABLES, targetOf, type TargetRow } from '../redirections/redirection-target.ts';
import { earlierOf, REPEAT_COLUMNS, REPEAT_TABLE, repeatDigestOf, type RepeatRow } from '../repeats.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The caller, the parent with its document, and the assignee, for any number of calls at once. */
const READ: Statement = {
  name: 'create-related-task-read',
  text: `
select now() as "now",
       callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       parents.id as "parentId",
       parents.status,
       parents.document_id as "documentId",
       documents.version as "documentVersion",
       documents.offline is true as "documentOffline",
       documents.shortcut is true as "documentIsShortcut", ${TARGET_COLUMNS.trimStart()},${REPEAT_COLUMNS}
  from unnest($1::bytea[], $2::int[], $3::text[], $4::text[])
       with ordinality as calls (digest, task_id, login, repeat, position)${CALLER_TABLES}
  left join tasks parents on parents.id = calls.task_id
  left join documents on documents.id = parents.document_id ${TARGET_TABLES.trimStart()}${REPEAT_TABLE}
 order by calls.position`,
};

interface ReadRow extends TargetRow, RepeatRow<NewTask>, CallerLoginRow, Omit<ParentTask, 'id'> {
  readonly now: Date;
  readonly callerId: number | null;
  readonly callerRoles: Caller['roles'];
  readonly parentId: number | null;
}

/** Reads one snapshot a request, in the order of the requests. */
export async function readRelatedTasks(
  knex: Knex,
  requests: readonly RelatedTaskRequest[],
): Promise<RelatedTaskFacts[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ taskId }) => taskId),
    requests.map(loginOf),
    requests.map(repeatDigestOf),
  ];
  const rows = noteLogins(requests, await execute<ReadRow>(knex, READ, values));
  return rows.map(({ now, callerId, callerRoles, parentId, ...row }) => ({
    now,
    caller: callerId === null ? null : { id: callerId, roles: callerRoles },
    parent: parentId === null ? null : parentOf(parentId, row),
    ...targetOf(row),
    earlier: earlierOf(row),
  }));
}

const parentOf = (
  id: number,
  { status, documentId, documentVersion, documentOffline, documentIsShortcut }: Omit<ParentTask, 'id'>,
): ParentTask => ({ id, status, documentId, documentVersion, documentOffline, documentIsShortcut });
