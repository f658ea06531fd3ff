import type { Knex } from 'knex';
import type { Reassignment, ReassignmentRequest, ReassignmentSnapshot } from '../../core/tasks/reassign-task.ts';
import type { TaskStatus } from '../../core/tasks/task-status.ts';
import { CALLER_ROLES } from '../access/caller-roles.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { TARGET_COLUMNS, TARGET_TABLES, targetOf, type TargetRow } from '../redirections/redirection-target.ts';
import { earlierOf, REPEAT_COLUMNS, REPEAT_TABLE, repeatDigestOf, type RepeatRow } from '../repeats.ts';
import { SHARING_COLUMN, sharingFrom, type SharingJson } from '../shares/sharing-column.ts';
import { execute } from '../sql/statement.ts';
import { readFor, versionedRead, type VersionRow } from './versioned-read.ts';

/** Everything a reassignment is decided on, for any number of calls at once. Each join is an index look-up. */
const READ = versionedRead(
  'reassign-task-read',
  (columns) => `
select now() as "now",
       callers.id as "callerId",
       callers.login as "callerLogin",
       tasks.id as "taskId",
       tasks.version,
       tasks.status,
       tasks.reassignments,${CALLER_ROLES},
       documents.offline is true as "documentOffline",
       documents.version as "documentVersion",${SHARING_COLUMN},${TARGET_COLUMNS},${REPEAT_COLUMNS}${columns}
  from unnest($1::bytea[], $2::int[], $3::text[], $4::text[])
       with ordinality as calls (digest, task_id, login, repeat, position)${CALLER_TABLES}
  left join tasks on tasks.id = calls.task_id
  left join documents on documents.id = tasks.document_id${TARGET_TABLES}${REPEAT_TABLE}
 order by calls.position`,
);

interface ReadRow extends TargetRow, RepeatRow<Reassignment>, CallerLoginRow, VersionRow {
  readonly now: Date;
  readonly callerId: number | null;
  readonly taskId: number | null;
  readonly version: number;
  readonly status: TaskStatus;
  readonly callerIsAssignee: boolean;
  readonly callerIsSupervisor: boolean;
  readonly documentOffline: boolean;
  readonly documentVersion: number | null;
  readonly reassignments: number;
  readonly sharing: SharingJson | null;
}

/** Spelled out: taking the other columns along in a spread cost each call a few microseconds. */
const taskOf = (row: ReadRow): ReassignmentSnapshot['task'] =>
  row.taskId === null
    ? null
    : {
        id: row.taskId,
        version: row.version,
        updatedAt: row.updatedAt,
        status: row.status,
        callerIsAssignee: row.callerIsAssignee,
        callerIsSupervisor: row.callerIsSupervisor,
        documentOffline: row.documentOffline,
        documentVersion: row.documentVersion,
        reassignments: row.reassignments,
        ...(row.sharing && { sharing: sharingFrom(row.sharing), callerTeamIds: row.sharing.callerTeamIds }),
      };

/** Reads one snapshot a request, in the order of the requests. */
export async function readReassignments(
  knex: Knex,
  requests: readonly ReassignmentRequest[],
): Promise<ReassignmentSnapshot[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ taskId }) => taskId),
    requests.map(({ reassignTo }) => reassignTo),
    requests.map(repeatDigestOf),
  ];
  const rows = noteLogins(requests, await execute<ReadRow>(knex, readFor(READ, requests), values));
  return rows.map((row) => {
    const { target, redirections } = targetOf(row);
    return {
      now: row.now,
      caller: row.callerId === null ? null : { id: row.callerId },
      task: taskOf(row),
      target,
      redirections,
      earlier: earlierOf(row),
    };
  });
}
