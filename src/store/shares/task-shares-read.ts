import type { Knex } from 'knex';
import type { SharedTask } from '../../core/assignment/sharing-facts.ts';
import type { PersonView, ShownTask, TeamView } from '../../core/shares/task-view.ts';
import type { SharingQuestion, SharingSnapshot } from '../../operations/sharing-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { COMPLETION_COLUMNS } from '../completion/completion-facts.ts';
import { CALL_REPEAT_TABLE, REPEAT_COLUMNS, type RepeatRow } from '../repeats.ts';
import { recalledOf, type RememberedJson } from './remembered.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { TASK_FACTS_COLUMNS, TASK_TABLES, type TaskFactsRow } from '../tasks/task-facts.ts';
import { reachablePersonJson, teamJson } from './people-json.ts';
import { NAMED_TASK_ID, NAMED_TASK_TABLES, namedTaskValues } from './named-task.ts';
import type { SharingJson } from './sharing-column.ts';
import { shownTaskOf, TASK_VIEW_COLUMNS, type TaskViewRow } from './task-view-columns.ts';

/**
 * Whoever may be meant by the names of a call, in their order. Each way to name somebody is an index look-up of its
 * own: one condition with `or` would have none.
 */
const FOUND = `
       (select coalesce(json_agg(json_build_object(
                 'people', (
                   select coalesce(json_agg(${reachablePersonJson('meant')} order by meant.id), '[]')
                     from (select users.* from users where users.id = named.id and named.kind <> 'team'
                            union select users.* from users where users.uuid = named.uuid and named.kind <> 'team'
                            union select users.* from users
                                   where lower(users.login) = lower(btrim(named.text)) and named.kind <> 'team'
                            union select users.* from users
                                   where lower(users.email) = lower(btrim(named.text)) and users.email <> ''
                                     and named.kind <> 'team') as meant),
                 'teams', (
                   select coalesce(json_agg(${teamJson('meant')} order by meant.id), '[]')
                     from (select teams.* from teams where teams.id = named.id and named.kind <> 'user'
                            union select teams.* from teams where teams.uuid = named.uuid and named.kind <> 'user'
                            union select teams.* from teams
                                   where lower(teams.name) = lower(btrim(named.text)) and named.kind <> 'user') as meant))
                 order by named.position), '[]')
          from rows from (jsonb_to_recordset(calls.names) as (kind text, id int, uuid uuid, text text))
               with ordinality as named (kind, id, uuid, text, position)
       ) as "found"`;

/** The columns of one task each with its shares and whom the call names, and of who calls. */
const COLUMNS = `${TASK_FACTS_COLUMNS},${COMPLETION_COLUMNS},${ACCESS_COLUMNS},${TASK_VIEW_COLUMNS},
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

const READ: Statement = {
  name: 'task-shares-read',
  text: `
select ${COLUMNS}
  from (select sent.digest, sent.subject_id, sent.repeat, sent.names, sent.position, ${NAMED_TASK_ID} as task_id
          from unnest($1::bytea[], $2::int[], $3::int[], $4::uuid[], $5::bigint[], $6::int[], $7::text[], $8::jsonb[],
                      $9::bytea[])
               with ordinality as sent (
                 digest, subject_id, task_id, uuid, share_id, workflow_id, step, names, repeat, position)${NAMED_TASK_TABLES}) as calls${ACCESS_TABLES}${TASK_TABLES}${CALL_REPEAT_TABLE}
 order by calls.position`,
};

interface ReadRow
  extends
    TaskFactsRow,
    AccessRow,
    TaskViewRow,
    RepeatRow<RememberedJson>,
    Omit<SharedTask, 'id' | 'uuid' | 'sharing' | 'version' | 'status' | 'callerTeamIds' | 'tierPeople'> {
  readonly sharing: SharingJson | null;
  readonly callerId: number | null;
  readonly callerRoles: readonly string[];
  readonly callerLogin: string | null;
  readonly callerTeam: readonly number[] | null;
  readonly tierPeople: readonly FoundPersonJson[] | null;
  readonly found: readonly { readonly people: readonly FoundPersonJson[]; readonly teams: readonly TeamView[] }[];
}

interface FoundPersonJson extends PersonView {
  readonly teamIds: readonly number[];
  readonly redirections: readonly PersonView[];
}

/** Reads one snapshot a call, in the order of the calls. */
export async function readTaskShares(knex: Knex, questions: readonly SharingQuestion[]): Promise<SharingSnapshot[]> {
  const values = [
    questions.map(({ credential }) => digestOfCredential(credential)),
    questions.map(({ subjectId }) => subjectId),
    ...namedTaskValues(questions),
    questions.map(({ names }) => JSON.stringify(names)),
    questions.map(({ repeat }) => (repeat ? Buffer.from(repeat.call, 'hex') : null)),
  ];
  const rows = noteLogins(questions, await execute<ReadRow>(knex, READ, values));
  return rows.map(snapshotOf);
}

function snapshotOf(row: ReadRow): SharingSnapshot {
  const { found, tierPeople } = row;
  const shown = shownTaskOf(row);
  const reachable = tierPeople ? [...peopleIn(found), ...tierPeople] : peopleIn(found);
  return {
    access: accessOf(row),
    now: row.now,
    task: shown && sharedTaskOf(row, shown),
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

const peopleIn = (found: ReadRow['found']): readonly FoundPersonJson[] => found.flatMap(({ people }) => people);

/** Spelled out: to take a hundred columns along in a spread cost as much as to read them. */
const sharedTaskOf = (row: ReadRow, shown: ShownTask): SharedTask => ({
  id: shown.id,
  uuid: shown.uuid,
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
  supervisorId: shown.supervisorId,
  redirectedFromId: shown.redirectedFromId,
  instructions: shown.instructions,
  comments: shown.comments,
  priority: shown.priority,
  approvalStatus: shown.approvalStatus,
  demands: shown.requirements,
  requirements: row.requirements,
  hasRequirements: row.hasRequirements,
  callerIsAssignee: row.callerIsAssignee,
  callerIsSupervisor: row.callerIsSupervisor,
  callerIsAssigner: row.callerIsAssigner,
  callerOwnsDocument: row.callerOwnsDocument,
  callerHasCheckedOut: row.callerHasCheckedOut,
  callerHasReadNewest: row.callerHasReadNewest,
  callerHasReadPublished: row.callerHasReadPublished,
  callerHasEdited: row.callerHasEdited,
  callerTeamIds: row.callerTeam ?? row.sharing?.callerTeamIds ?? [],
  hasDocument: row.hasDocument,
  documentOffline: row.documentOffline,
  documentVersion: row.documentVersion,
  documentOwnerId: row.documentOwnerId,
  isoReviewed: row.isoReviewed,
  soxReviewed: row.soxReviewed,
  attachmentCount: row.attachmentCount,
  allowedStartAt: row.allowedStartAt,
  permissions: row.permissions,
  rightType: row.rightType,
  workflowId: row.workflowId,
  definitionId: row.definitionId,
  isInStep: row.isInStep,
  holdsStep: row.holdsStep,
  workflowDefinitionChanged: row.workflowDefinitionChanged,
  notifyOnCompletion: row.notifyOnCompletion,
  sharing: shown.sharing,
  tierPeople: row.tierPeople ?? [],
});
