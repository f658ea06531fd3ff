import type { Knex } from 'knex';
import type { Found } from '../../core/assignment/named-parties.ts';
import type { AssignmentQuestion, AssignmentSnapshot } from '../../operations/sharing/sharing-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import {
  foundBy,
  namedColumns,
  namedValues,
  type NamedPeopleJson,
  type NamedTeamsJson,
  type ReachedPerson,
} from './named-parties.ts';
import { OFFERED_TASK_COLUMNS, OFFERED_TASK_TABLES, offeredTaskOf, type OfferedTaskRow } from './offered-task.ts';

const NAMED = namedColumns(5);

/**
 * What it depends on whether a task may be given to those whom a call names, and what the answer tells, for any number
 * of calls at once. The first row is no call's: it brings whom all of them name, which is looked up together.
 */
const READ: Statement = {
  name: 'assignment-read',
  text: `
select calls.position::int as "position", now() as "now",${ACCESS_COLUMNS},${OFFERED_TASK_COLUMNS},
       case when calls.position = 1 then ${NAMED.people} end as "namedPeople",
       case when calls.position = 1 then ${NAMED.teams} end as "namedTeams"
  from unnest($1::bytea[], $2::int[], $3::int[], $4::uuid[])
       with ordinality as calls (digest, subject_id, task_id, uuid, position)${ACCESS_TABLES}
  left join tasks by_uuid on by_uuid.uuid = calls.uuid
  left join tasks on tasks.id = coalesce(calls.task_id, by_uuid.id)${OFFERED_TASK_TABLES}`,
};

interface ReadRow extends AccessRow, OfferedTaskRow {
  readonly callerId: number | null;
  readonly callerLogin: string | null;
  /** From 2, for the first call. */
  readonly position: number;
  readonly now: Date;
  readonly namedPeople: NamedPeopleJson | null;
  readonly namedTeams: NamedTeamsJson | null;
}

/** Reads one snapshot a call, in the order of the calls. */
export async function readAssignments(
  knex: Knex,
  questions: readonly AssignmentQuestion[],
): Promise<AssignmentSnapshot[]> {
  const names = questions.flatMap((question) => question.names);
  const read = await execute<ReadRow>(knex, READ, [
    [null, ...questions.map(({ credential }) => digestOfCredential(credential))],
    [null, ...questions.map(({ subjectId }) => subjectId)],
    [null, ...questions.map(({ task }) => ('id' in task ? task.id : null))],
    [null, ...questions.map(({ task }) => ('uuid' in task ? task.uuid : null))],
    ...namedValues(names),
  ]);
  const [together, ...rows] = byPosition(read, questions.length + 1);
  const found = foundBy(names.length, together?.namedPeople ?? null, together?.namedTeams ?? null);
  let named = 0;
  return noteLogins(questions, rows).map((row, index) =>
    snapshotOf(row, found.slice(named, (named += questions[index]?.names.length ?? 0))),
  );
}

/** The rows of the calls, which come in no order. */
function byPosition(rows: readonly ReadRow[], count: number): ReadRow[] {
  if (rows.length !== count) throw new Error(`${count} rows were asked for, and ${rows.length} are there`);
  return rows.toSorted((one, other) => one.position - other.position);
}

const snapshotOf = (row: ReadRow, found: readonly Found<ReachedPerson>[]): AssignmentSnapshot => ({
  access: accessOf(row),
  now: row.now,
  task: offeredTaskOf(row),
  found,
  mentioned: {
    people: found.flatMap(({ people }) => people.flatMap(({ redirections, ...person }) => [person, ...redirections])),
    teams: found.flatMap(({ teams }) => teams),
  },
});
