import type { Knex } from 'knex';
import type { MovableTask, MoveAnswer, Reachable } from '../../core/supervision/move.ts';
import type { MoveQuestion, MoveSnapshot } from '../../operations/supervision/supervision-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogin } from '../access/caller-logins.ts';
import { CALLER_ROLES } from '../access/caller-roles.ts';
import { digestOfCredential } from '../access/digest.ts';
import { earlierOf, REPEAT_COLUMNS, TASK_REPEAT_TABLE, type RepeatRow } from '../repeats.ts';
import { reachablePersonJson } from '../shares/people-json.ts';
import { SHARING_COLUMN, sharingFrom, type SharingJson } from '../shares/sharing-column.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * Tasks of one caller and all that a move of them is decided on. Who calls and the account of the login are looked up
 * once; a call without tasks gets one row, with these alone.
 *
 * Who had the task before is in the history of the original: where several shared it, the one whose place was taken.
 * Of an original without that the account it was assigned to is taken.
 */
const READ: Statement = {
  name: 'move-facts-read',
  text: `
with known as materialized (
  select callers.id, ${ACCESS_COLUMNS.trimStart()},
         (select ${reachablePersonJson('named').trimStart()}
            from users named where lower(named.login) = lower(btrim(calls.login))) as named
    from (select $1::bytea as digest, $2::int as subject_id, $3::text as login) as calls${ACCESS_TABLES}
)
select now() as "now",
       callers."holderId", callers."holderRoles", callers."callerId", callers."callerRoles", callers."callerLogin",
       callers."keyId", callers."keyName", callers."keyRights", callers."keyAddresses", callers."keyAccountId",
       callers."keyAccountRoles",
       case when coalesce(calls.position, 1) = 1 then callers.named end as named,
       calls.position::int as position,
       tasks.id as "taskId",
       tasks.version,
       tasks.status,
       tasks.reassignments,${CALLER_ROLES},
       documents.offline is true as "documentOffline",
       documents.version as "documentVersion",
       documents.path as "documentPath",
       tasks.name,
       tasks.step_name as "stepName",
       tasks.due_at as "dueAt",
       tasks.assignee_id as "assigneeId",
       tasks.team_id as "teamId",
       tasks.assigned_by_id as "assignedById",
       originals.id is not null as "isSuccessor",
       given.new_assignee_id as "cameToId",
       originals.due_at as "formerDueAt",
       case when $6::text = 'undo' then originals.instructions end as "formerInstructions",
       case when $6::text <> 'login' then (
         select ${reachablePersonJson('formers').trimStart()} from users formers
          where formers.id = case when given.task_id is null then originals.assignee_id else given.old_assignee_id end
       ) end as former,${SHARING_COLUMN},${REPEAT_COLUMNS}
  from known as callers
  left join (select asked.task_id, asked.position, $5::bytea as repeat
               from unnest($4::int[]) with ordinality as asked (task_id, position)) as calls on true
  left join tasks on tasks.id = calls.task_id
  left join documents on documents.id = tasks.document_id
  left join tasks originals on originals.id = tasks.reassigned_from_id
  left join lateral (
    select history.task_id, history.old_assignee_id, history.new_assignee_id
      from history
     where history.task_id = originals.id and history.successor_id = tasks.id
     order by history.id desc
     limit 1) as given on true${TASK_REPEAT_TABLE}
 order by calls.position`,
};

interface TaskColumns extends Omit<MovableTask, 'id' | 'sharing' | 'callerTeamIds' | 'former' | 'callerIsChief'> {
  readonly taskId: number | null;
}

interface ReadRow extends AccessRow, TaskColumns, RepeatRow<MoveAnswer> {
  readonly now: Date;
  readonly named: Reachable | null;
  readonly position: number | null;
  readonly isSuccessor: boolean;
  readonly cameToId: number | null;
  readonly formerDueAt: Date | null;
  readonly formerInstructions: string | null;
  readonly former: Reachable | null;
  readonly sharing: SharingJson | null;
}

/** Reads the tasks of a question, in its order, at one instant. */
export async function readMove(knex: Knex, question: MoveQuestion): Promise<MoveSnapshot> {
  const { credential, subjectId, taskIds, to, repeat } = question;
  const rows = await execute<ReadRow>(knex, READ, [
    digestOfCredential(credential),
    subjectId,
    to.kind === 'login' ? to.login : null,
    taskIds,
    repeat ? Buffer.from(repeat.call, 'hex') : null,
    to.kind,
  ]);
  const [first] = rows;
  if (!first) throw new Error('who calls was asked and not answered');
  noteLogin(credential, first.callerLogin);
  return {
    access: accessOf(first),
    now: first.now,
    named: first.named,
    tasks: rows
      .filter(({ position }) => position !== null)
      .map((row) => ({ task: taskOf(row), earlier: earlierOf(row) })),
  };
}

const taskOf = (row: ReadRow): MovableTask | null =>
  row.taskId === null
    ? null
    : {
        id: row.taskId,
        version: row.version,
        status: row.status,
        callerIsAssignee: row.callerIsAssignee,
        callerIsSupervisor: row.callerIsSupervisor,
        documentOffline: row.documentOffline,
        documentVersion: row.documentVersion,
        reassignments: row.reassignments,
        documentPath: row.documentPath,
        name: row.name,
        stepName: row.stepName,
        dueAt: row.dueAt,
        assigneeId: row.assigneeId,
        teamId: row.teamId,
        assignedById: row.assignedById,
        former: row.isSuccessor
          ? { person: row.former, cameToId: row.cameToId, dueAt: row.formerDueAt, instructions: row.formerInstructions }
          : null,
        ...(row.sharing && { sharing: sharingFrom(row.sharing), callerTeamIds: row.sharing.callerTeamIds }),
      };
