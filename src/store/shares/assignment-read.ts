import type { Knex } from 'knex';
import type { Found } from '../../core/assignment/named-parties.ts';
import type { AssignmentQuestion, AssignmentSnapshot } from '../../operations/sharing/sharing-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import {
  foundBy,
  NAMED_BY,
  namedColumns,
  sentNames,
  type NamedBy,
  type NamedPeopleJson,
  type NamedTeamsJson,
  type ReachedPerson,
} from './named-parties.ts';
import { OFFERED_TASK_COLUMNS, OFFERED_TASK_TABLES, offeredTaskOf, type OfferedTaskRow } from './offered-task.ts';

/**
 * What it depends on whether a task may be given to those whom a call names, and what the answer tells, for any number
 * of calls at once. What is the same for all of them, and whom all of them name, comes with the first.
 */
const textOfRead = (by: NamedBy): string => `
select calls.position::int as "position",
       case when calls.position = 1 then now() end as "now",
       case when calls.position = 1 then (select installation.id from installation) end as "installationId",${ACCESS_COLUMNS},${OFFERED_TASK_COLUMNS},${namedColumns(by, 5)}
  from unnest($1::bytea[], $2::int[], $3::int[], $4::uuid[])
       with ordinality as calls (digest, subject_id, task_id, uuid, position)${ACCESS_TABLES}
  left join tasks by_uuid on by_uuid.uuid = calls.uuid
  left join tasks on tasks.id = coalesce(calls.task_id, by_uuid.id)${OFFERED_TASK_TABLES}`;

const READS: ReadonlyMap<NamedBy, Statement> = new Map(
  NAMED_BY.map((by) => [by, { name: `assignment-read-by-${by}`, text: textOfRead(by) }]),
);

interface ReadRow extends AccessRow, OfferedTaskRow {
  readonly callerId: number | null;
  readonly callerLogin: string | null;
  readonly position: number;
  readonly now: Date | null;
  readonly installationId: string | null;
  readonly namedPeople: NamedPeopleJson | null;
  readonly namedTeams?: NamedTeamsJson | null;
}

/** Reads one snapshot a call, in the order of the calls. */
export async function readAssignments(
  knex: Knex,
  questions: readonly AssignmentQuestion[],
): Promise<AssignmentSnapshot[]> {
  const names = questions.flatMap((question) => question.names);
  const { by, values } = sentNames(names);
  const read = READS.get(by);
  if (!read) throw new Error(`nothing reads names by ${by}`);
  const rows = byPosition(
    await execute<ReadRow>(knex, read, [
      questions.map(({ credential }) => digestOfCredential(credential)),
      questions.map(({ subjectId }) => subjectId),
      questions.map(({ task }) => ('id' in task ? task.id : null)),
      questions.map(({ task }) => ('uuid' in task ? task.uuid : null)),
      ...values,
    ]),
    questions.length,
  );
  const [first] = rows;
  if (!first?.now || first.installationId === null) throw new Error('the first row lacks what is the same for all');
  const { now, installationId } = first;
  const found = foundBy(names.length, first.namedPeople, first.namedTeams ?? null);
  let named = 0;
  return noteLogins(questions, rows).map((row, index) => {
    const meant = found.slice(named, (named += questions[index]?.names.length ?? 0));
    return {
      access: accessOf(row),
      now,
      task: offeredTaskOf(row, installationId),
      found: meant,
      mentioned: () => mentionedIn(meant),
    };
  });
}

type Mentioned = ReturnType<AssignmentSnapshot['mentioned']>;

/** The rows of the calls, which come in no order. */
function byPosition(rows: readonly ReadRow[], count: number): ReadRow[] {
  if (rows.length !== count) throw new Error(`${count} rows were asked for, and ${rows.length} are there`);
  return rows.toSorted((one, other) => one.position - other.position);
}

const mentionedIn = (found: readonly Found<ReachedPerson>[]): Mentioned => ({
  people: found.flatMap(({ people }) => people.flatMap(({ redirections, ...person }) => [person, ...redirections])),
  teams: found.flatMap(({ teams }) => teams),
});
