import type { Knex } from 'knex';
import type { CompletableSharedTask, SharedTask } from '../../core/assignment/sharing-facts.ts';
import type { PersonView, ShownTask, TeamView } from '../../core/shares/task-view.ts';
import type { SharingQuestion, SharingSnapshot } from '../../operations/sharing/sharing-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { COMPLETION_COLUMNS } from '../completion/completion-facts.ts';
import { CALL_REPEAT_TABLE, REPEAT_COLUMNS, type RepeatRow } from '../repeats.ts';
import { recalledOf, type RememberedJson } from './remembered.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { TASK_STANDING_COLUMNS, TASK_TABLES, type TaskFactsRow } from '../tasks/task-facts.ts';
import { reachablePersonJson, teamJson } from './people-json.ts';
import { NAMED_TASK_ID, NAMED_TASK_TABLES, namedTaskValues } from './named-task.ts';
import { SHARING_COLUMN, type SharingJson } from './sharing-column.ts';
import { shownTaskOf, TASK_VIEW_COLUMNS, type TaskViewRow } from './task-view-columns.ts';

/**
 * Whoever may be meant by the names of a call, in their order. Each way to name somebody is an index look-up of its
 * own: one condition with `or` would have none. The numbers alone are put together, not whole rows; and what a name is
 * not by is not looked for.
 */
const FOUND = `
       (select coalesce(json_agg(json_build_object(
                 'people', case when named.kind <> 'team' then (
                   select json_agg(${reachablePersonJson('meant')})
                     from users meant
                    where meant.id = any (
                            case when named.uuid is null and named.text is null then array[named.id]
                                 else named.id || array(
                                   select users.id from users where users.uuid = named.uuid
                                    union all
                                   select users.id from users where lower(users.login) = lower(btrim(named.text))
                                    union all
                                   select users.id from users
                                    where lower(users.email) = lower(btrim(named.text)) and users.email <> '') end)) end,
                 'teams', case when named.kind <> 'user' then (
                   select json_agg(${teamJson('meant')})
                     from teams meant
                    where meant.id = any (
                            named.id || array(
                              select teams.id from teams where teams.uuid = named.uuid
                               union all
                              select teams.id from teams where lower(teams.name) = lower(btrim(named.text))))) end)), '[]')
          from jsonb_to_recordset(calls.names) as named (kind text, id int, uuid uuid, text text)
       ) as "found"`;

/** The columns of one task each with its shares and whom the call names, and of who calls. */
const COLUMNS = `
       now() as "now", tasks.reassignments,${TASK_STANDING_COLUMNS},${SHARING_COLUMN},${ACCESS_COLUMNS},${TASK_VIEW_COLUMNS},
       case when tasks.sharing = 0
            then array(select m.team_id from team_members m
                        where m.team_id = tasks.team_id and m.user_id = callers.id) end as "callerTeam",
       case when tasks.sharing > 0 then (
         select json_agg(${reachablePersonJson('users')})
           -- By the task: before anything is known of the table, the index by person looked as good.
           from (select s.user_id, s.state from task_shares s where s.task_id = tasks.id offset 0) as s
           join users on users.id = s.user_id
          where s.state = 'later'
       ) end as "tierPeople",${FOUND},${REPEAT_COLUMNS}`;

const textOfRead = (columns: string): string => `
select ${columns}
  from (select sent.digest, sent.subject_id, sent.repeat, sent.names, sent.position, ${NAMED_TASK_ID} as task_id
          from unnest($1::bytea[], $2::int[], $3::int[], $4::uuid[], $5::bigint[], $6::int[], $7::text[], $8::jsonb[],
                      $9::bytea[])
               with ordinality as sent (
                 digest, subject_id, task_id, uuid, share_id, workflow_id, step, names, repeat, position)${NAMED_TASK_TABLES}) as calls${ACCESS_TABLES}${TASK_TABLES}${CALL_REPEAT_TABLE}
 order by calls.position`;

const READ: Statement = { name: 'task-shares-read', text: textOfRead(COLUMNS) };

/** Looks also at what completing the task demands, which most calls have no reason to. */
const READ_COMPLETABLE: Statement = {
  name: 'task-shares-completable-read',
  text: textOfRead(`${COLUMNS},${COMPLETION_COLUMNS}`),
};

interface ReadRow
  extends Omit<TaskFactsRow, 'taskId' | 'version' | 'status'>, AccessRow, TaskViewRow, RepeatRow<RememberedJson> {
  readonly reassignments: number;
  readonly sharing: SharingJson | null;
  readonly callerId: number | null;
  readonly callerRoles: readonly string[];
  readonly callerLogin: string | null;
  readonly callerTeam: readonly number[] | null;
  readonly tierPeople: readonly FoundPersonJson[] | null;
  readonly found: readonly FoundJson[];
}

interface FoundJson {
  readonly people: readonly FoundPersonJson[] | null;
  readonly teams: readonly TeamView[] | null;
}

interface FoundPersonJson extends PersonView {
  readonly teamIds: readonly number[];
  readonly redirections: readonly PersonView[];
}

/** With the columns of COMPLETION_COLUMNS; the task is shown with the others. */
interface CompletableRow extends ReadRow, Omit<CompletableSharedTask, keyof SharedTask> {}

/** Reads one snapshot a call, in the order of the calls. */
export const readTaskShares = async (knex: Knex, questions: readonly SharingQuestion[]): Promise<SharingSnapshot[]> => {
  const rows = await readRows<ReadRow>(knex, READ, questions);
  return rows.map((row) => snapshotOf(row, sharedTaskOf));
};

/** The same for calls that may complete the task. */
export const readCompletableShares = async (
  knex: Knex,
  questions: readonly SharingQuestion[],
): Promise<SharingSnapshot<CompletableSharedTask>[]> => {
  const rows = await readRows<CompletableRow>(knex, READ_COMPLETABLE, questions);
  return rows.map((row) => snapshotOf(row, completableTaskOf));
};

async function readRows<Row extends ReadRow>(
  knex: Knex,
  statement: Statement,
  questions: readonly SharingQuestion[],
): Promise<Row[]> {
  const values = [
    questions.map(({ credential }) => digestOfCredential(credential)),
    questions.map(({ subjectId }) => subjectId),
    ...namedTaskValues(questions),
    questions.map(({ names }) => JSON.stringify(names)),
    questions.map(({ repeat }) => (repeat ? Buffer.from(repeat.call, 'hex') : null)),
  ];
  return noteLogins(questions, await execute<Row>(knex, statement, values));
}

function snapshotOf<Row extends ReadRow, Task extends SharedTask>(
  row: Row,
  taskOf: (row: Row, shown: ShownTask) => Task,
): SharingSnapshot<Task> {
  const found = row.found.map(({ people, teams }) => ({ people: people ?? [], teams: teams ?? [] }));
  const shown = shownTaskOf(row);
  const named = found.flatMap(({ people }) => people);
  const reachable = row.tierPeople ? [...named, ...row.tierPeople] : named;
  return {
    access: accessOf(row),
    now: row.now,
    task: shown && taskOf(row, shown),
    found,
    shown,
    mentioned: {
      people: reachable.flatMap((person) => [personOf(person), ...person.redirections]),
      teams: found.flatMap(({ teams }) => teams),
    },
    earlier: recalledOf(row),
  };
}

const personOf = ({ id, uuid, login, email, firstName, lastName, fullName, enabled }: FoundPersonJson): PersonView => ({
  id,
  uuid,
  login,
  email,
  firstName,
  lastName,
  fullName,
  enabled,
});

/** Spelled out: to take a hundred columns along in a spread cost as much as to read them. */
const sharedTaskOf = (row: ReadRow, shown: ShownTask): SharedTask => ({
  id: shown.id,
  version: shown.version,
  status: shown.status,
  createdAt: shown.createdAt,
  startedAt: shown.startedAt,
  updatedAt: shown.updatedAt,
  finishedAt: shown.finishedAt,
  dueAt: shown.dueAt,
  assigneeId: shown.assigneeId,
  teamId: shown.teamId,
  assignedById: shown.assignedById,
  redirectedFromId: shown.redirectedFromId,
  instructions: shown.instructions,
  comments: shown.comments,
  priority: shown.priority,
  reassignments: row.reassignments,
  approvalStatus: shown.approvalStatus,
  demands: shown.requirements,
  hasRequirements: row.hasRequirements,
  callerIsAssignee: row.callerIsAssignee,
  callerIsSupervisor: row.callerIsSupervisor,
  callerIsAssigner: row.callerIsAssigner,
  callerOwnsDocument: row.callerOwnsDocument,
  callerTeamIds: row.callerTeam ?? row.sharing?.callerTeamIds ?? [],
  documentOffline: row.documentOffline,
  documentVersion: row.documentVersion,
  permissions: row.permissions,
  rightType: row.rightType,
  workflowId: row.workflowId,
  definitionId: row.definitionId,
  isInStep: row.isInStep,
  holdsStep: row.holdsStep,
  workflowDefinitionChanged: row.workflowDefinitionChanged,
  sharing: shown.sharing,
  tierPeople: row.tierPeople ?? [],
});

const completableTaskOf = (row: CompletableRow, shown: ShownTask): CompletableSharedTask => ({
  ...sharedTaskOf(row, shown),
  supervisorId: shown.supervisorId,
  requirements: row.requirements,
  callerHasCheckedOut: row.callerHasCheckedOut,
  callerHasReadNewest: row.callerHasReadNewest,
  callerHasReadPublished: row.callerHasReadPublished,
  callerHasEdited: row.callerHasEdited,
  hasDocument: row.hasDocument,
  documentOwnerId: row.documentOwnerId,
  isoReviewed: row.isoReviewed,
  soxReviewed: row.soxReviewed,
  attachmentCount: row.attachmentCount,
  allowedStartAt: row.allowedStartAt,
  notifyOnCompletion: row.notifyOnCompletion,
});
