import type { Knex } from 'knex';
import type { TaskCreationFacts, TaskCreationRequest, TaskDocument } from '../../core/creation/create-task.ts';
import type { NewTask } from '../../core/creation/new-task.ts';
import type { Caller } from '../../core/access/caller.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { loginOf } from './new-task.ts';
import { TARGET_COLUMNS, TARGET_TABLES, targetOf, type TargetRow } from '../redirections/redirection-target.ts';
import { earlierOf, REPEAT_COLUMNS, REPEAT_TABLE, repeatDigestOf, type RepeatRow } from '../repeats.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The caller, the document by its path, and the assignee, for any number of calls at once. */
const READ: Statement = {
  name: 'create-task-read',
  text: `
select now() as "now",
       callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       documents.id as "documentId",
       documents.version,
       documents.offline,
       documents.shortcut, ${TARGET_COLUMNS.trimStart()},${REPEAT_COLUMNS}
  from unnest($1::bytea[], $2::text[], $3::text[], $4::text[])
       with ordinality as calls (digest, path, login, repeat, position)${CALLER_TABLES}
  left join documents on lower(documents.path) = lower(calls.path) ${TARGET_TABLES.trimStart()}${REPEAT_TABLE}
 order by calls.position`,
};

interface ReadRow extends TargetRow, RepeatRow<NewTask>, CallerLoginRow, Omit<TaskDocument, 'id'> {
  readonly now: Date;
  readonly callerId: number | null;
  readonly callerRoles: Caller['roles'];
  readonly documentId: number | null;
}

/** Reads one snapshot a request, in the order of the requests. */
export async function readTaskCreations(
  knex: Knex,
  requests: readonly TaskCreationRequest[],
): Promise<TaskCreationFacts[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ documentPath }) => documentPath),
    requests.map(loginOf),
    requests.map(repeatDigestOf),
  ];
  const rows = noteLogins(requests, await execute<ReadRow>(knex, READ, values));
  return rows.map(({ now, callerId, callerRoles, documentId, version, offline, shortcut, ...row }) => ({
    now,
    caller: callerId === null ? null : { id: callerId, roles: callerRoles },
    document: documentId === null ? null : { id: documentId, version, offline, shortcut },
    ...targetOf(row),
    earlier: earlierOf(row),
  }));
}
