import type { Knex } from 'knex';
import { UNTOUCHED } from '../../core/supervision/move.ts';
import { BACK_DAYS, type StoredAbsences } from '../../core/supervision/absence-overview.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * What is stored, and what has been replaced or ended since: of that the time in which it was in force. A row without
 * a user tells the time where there is nothing else.
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
     and least(old_ends_at, at) > coalesce($1::timestamptz, now() - interval '${BACK_DAYS * 24} hours')
)
select now() as "now", known.user_id as "userId", known.target_id as "targetId",
       known.starts_at as "startsAt", known.ends_at as "endsAt", known.is_past as "isPast",
       users.enabled as "userEnabled", targets.enabled as "targetEnabled"
  from (values (1)) as one
  left join (known join users on users.id = known.user_id join users targets on targets.id = known.target_id) on true`,
};

interface Row {
  readonly now: Date;
  readonly userId: number | null;
  readonly targetId: number;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly isPast: boolean;
  readonly userEnabled: boolean;
  readonly targetEnabled: boolean;
}

const READ_MOVES: Statement = {
  name: 'absence-moves-read',
  text: `
select tasks.id
  from absence_moves moves
  join tasks on tasks.id = moves.task_id and tasks.version = ${UNTOUCHED}
   and tasks.status in ('InProgress', 'DueDateChanged')
 where moves.absentee_id = $1
 order by tasks.id`,
};

/** Reads what was moved for the absence of this account and not touched since, in ascending order. */
export async function readAbsenceMoves(knex: Knex, absenteeId: number): Promise<readonly number[]> {
  const rows = await execute<{ id: number }>(knex, READ_MOVES, [absenteeId]);
  return rows.map(({ id }) => id);
}

/** Reads all redirections, and those that were in force after this moment. */
export async function readAbsences(knex: Knex, from: Date | null): Promise<StoredAbsences> {
  const rows = await execute<Row>(knex, READ, [from && instantText(from)]);
  const [first] = rows;
  if (!first) throw new Error('PostgreSQL has answered a question with no row');
  const of = (isPast: boolean) =>
    rows.flatMap(({ userId, targetId, startsAt, endsAt, ...row }) =>
      userId !== null && row.isPast === isPast ? [{ userId, targetId, startsAt, endsAt }] : [],
    );
  const disabled = rows.flatMap(({ userId, targetId, userEnabled, targetEnabled }) => [
    ...(userId === null || userEnabled ? [] : [userId]),
    ...(userId === null || targetEnabled ? [] : [targetId]),
  ]);
  return { now: first.now, redirections: of(false), past: of(true), disabled: new Set(disabled) };
}
