import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import type { TaskSnapshot, VersionedTask } from '../../core/tasks/get-task.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { withOutsideNames } from './outside-names.ts';
import { TASK_COLUMNS, TASK_JOINS } from './task-columns.ts';

/** A task with everything the legacy answer shows of it, for any number of calls at once. */
const READ: Statement = {
  name: 'get-task-read',
  text: `
select callers.id as "callerId", callers.login as "callerLogin",
       tasks.updated_at as "updatedAt",${TASK_COLUMNS}
  from unnest($1::bytea[], $2::int[]) with ordinality as calls (digest, task_id, position)${CALLER_TABLES}
  left join tasks on tasks.id = calls.task_id${TASK_JOINS}
 order by calls.position`,
};

type ReadRow = CallerLoginRow & { readonly callerId: number | null } & (VersionedTask | { readonly id: null });

/** Reads one snapshot a request, in the order of the requests. */
export async function readTasks(
  knex: Knex,
  requests: readonly { readonly credential: Credential; readonly taskId: number }[],
): Promise<TaskSnapshot[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ taskId }) => taskId),
  ];
  const rows = noteLogins(requests, await withOutsideNames(knex, await execute<ReadRow>(knex, READ, values)));
  return rows.map((row) => ({
    caller: row.callerId === null ? null : { id: row.callerId },
    task: row.id === null ? null : row,
  }));
}
