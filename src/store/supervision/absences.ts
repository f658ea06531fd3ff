import type { Knex } from 'knex';
import { UNTOUCHED } from '../../core/supervision/move.ts';
import type { Access } from '../../core/access/access.ts';
import { BACK_DAYS } from '../../core/supervision/absence-overview.ts';
import type { Absentee, FoundAbsences } from '../../operations/supervision/absence-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { REDIRECTION_COLUMNS, REDIRECTIONS_JOINED, redirectionsIn, type RedirectionRow } from './redirection-rows.ts';

/**
 * What is stored, and what has been replaced or ended since: of that the time in which it was in force. A row without
 * a user says who calls where there is nothing else.
 */
const READ: Statement = {
  name: 'absences-read',
  text: `
with known as (
  select user_id, target_id, starts_at, ends_at, false as is_past from redirections
  union all
  select user_id, old_target_id, old_starts_at, least(old_ends_at, at), true
    from redirection_history
   where old_target_id is not null and old_starts_at < at
     and least(old_ends_at, at) > coalesce($3::timestamptz, now() - interval '${BACK_DAYS * 24} hours')
)
select now() as "now", ${ACCESS_COLUMNS.trimStart()},${REDIRECTION_COLUMNS}
  from (select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}${REDIRECTIONS_JOINED}`,
};

interface Row extends AccessRow, RedirectionRow {
  readonly now: Date;
}

/** What was moved for an absence and not touched since; its joins and its condition on an account. */
const MOVES_LEFT = `
  from absence_moves moves
  join tasks on tasks.id = moves.task_id and tasks.version = ${UNTOUCHED}
   and tasks.status in ('InProgress', 'DueDateChanged')`;

const READ_ABSENTEE: Statement = {
  name: 'absentee-read',
  text: `
select users.id, users.login, users.full_name as "fullName",
       (select count(*)${MOVES_LEFT} where moves.absentee_id = users.id)::int as "movesLeft"
  from users where users.id = $1`,
};

/** Reads an account with what is left to give back to it; null where none has the number. */
export async function readAbsentee(knex: Knex, userId: number): Promise<Absentee | null> {
  const [absentee] = await execute<Absentee>(knex, READ_ABSENTEE, [userId]);
  return absentee ?? null;
}

const READ_MOVES: Statement = {
  name: 'absence-moves-read',
  text: `
select tasks.id${MOVES_LEFT}
 where moves.absentee_id = $1
 order by tasks.id`,
};

/** Reads what was moved for the absence of this account and not touched since, in ascending order. */
export async function readAbsenceMoves(knex: Knex, absenteeId: number): Promise<readonly number[]> {
  const rows = await execute<{ id: number }>(knex, READ_MOVES, [absenteeId]);
  return rows.map(({ id }) => id);
}

/** Reads all redirections, and those that were in force after this moment. */
export async function readAbsences(knex: Knex, access: Access, from: Date | null): Promise<FoundAbsences> {
  const { credential, subjectId } = access;
  const values = [digestOfCredential(credential), subjectId, from && instantText(from)];
  const rows = await execute<Row>(knex, READ, values);
  const [first] = noteLogins([access], rows);
  if (!first) throw new Error('who calls was asked and not answered');
  const { names, ...found } = redirectionsIn(rows, () => ({}));
  return { access: accessOf(first), stored: { now: first.now, ...found }, names };
}
