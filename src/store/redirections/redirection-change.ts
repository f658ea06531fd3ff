import type { Knex } from 'knex';
import type {
  RedirectionFacts,
  RedirectionRequest,
  RedirectionWrite,
} from '../../core/redirections/redirection-change.ts';
import type { Caller } from '../../core/access/caller.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { instantText } from '../sql/instant.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The people named, with a row for each redirection that concerns them; one row where there is no redirection. */
const READ: Statement = {
  name: 'redirection-read',
  text: `
select now() as "now",
       callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       named.id as "namedId",
       targets.id as "recipientId",
       targets.enabled as "recipientEnabled",
       redirections.user_id as "userId",
       redirections.target_id as "targetId",
       redirections.starts_at as "startsAt",
       redirections.ends_at as "endsAt",
       redirections.version
  from (values ($1::bytea, $2::text, $3::text)) as calls (digest, login, target)${CALLER_TABLES}
  left join users named on lower(named.login) = lower(btrim(calls.login))
  left join users targets on lower(targets.login) = lower(btrim(calls.target))
  left join redirections on redirections.user_id in (named.id, targets.id) or redirections.target_id = named.id`,
};

interface ReadRow extends CallerLoginRow {
  readonly now: Date;
  readonly callerId: number | null;
  readonly callerRoles: Caller['roles'];
  readonly namedId: number | null;
  readonly recipientId: number | null;
  readonly recipientEnabled: boolean;
  readonly userId: number | null;
  readonly targetId: number;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly version: number;
}

/** Reads what a change of somebody's redirection is decided on. */
export async function readRedirectionFacts(
  knex: Knex,
  { credential, userName, targetName }: RedirectionRequest & { readonly targetName: string | null },
): Promise<RedirectionFacts> {
  const values = [digestOfCredential(credential), userName, targetName];
  const rows = noteLogins([{ credential }], await execute<ReadRow>(knex, READ, values));
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL has answered a call with no row');
  const { now, callerId, callerRoles, namedId, recipientId, recipientEnabled } = row;
  return {
    now,
    caller: callerId === null ? null : { id: callerId, roles: callerRoles },
    user: namedId === null ? null : { id: namedId },
    target: recipientId === null ? null : { id: recipientId, enabled: recipientEnabled },
    redirections: rows.flatMap(({ userId, targetId, startsAt, endsAt, version }) =>
      userId === null ? [] : [{ userId, targetId, startsAt, endsAt, version }],
    ),
  };
}

/**
 * Makes, replaces or removes one record with its row of history, if it is still the one decided on and if the time
 * overlaps with nobody else's. Both people are locked in the order of their ids before that is looked at: two who
 * redirect to each other in the same instant take turns, and the second one is decided again. Counting reads the
 * locks to the last one, and `case` keeps the look behind them.
 *
 * One plan a statement: people change redirections a few times a year, and a batch would have to tell which of its
 * plans are in each other's way.
 */
const WRITE: Statement = {
  name: 'redirection-write',
  text: `
with planned (user_id, version, target_id, starts_at, ends_at) as (
  values ($1::int, $2::bigint, $3::int, $4::timestamptz, $5::timestamptz)
), locked as materialized (
  select users.id from users where users.id in ($1, $3) order by users.id for no key update
), held as materialized (
  select planned.*, old.target_id as old_target_id, old.starts_at as old_starts_at, old.ends_at as old_ends_at
    from planned left join redirections old on old.user_id = planned.user_id and old.version = planned.version
   where case when (select count(*) from locked) > 0 then
           planned.target_id is null or not redirection_overlaps(
             planned.user_id, planned.target_id, planned.starts_at, planned.ends_at)
         end
), removed as (
  delete from redirections using held
   where redirections.user_id = held.user_id and redirections.version = held.version and held.target_id is null
  returning redirections.user_id
), replaced as (
  update redirections
     set target_id = held.target_id, starts_at = held.starts_at, ends_at = held.ends_at,
         imported = default, version = default
    from held
   where redirections.user_id = held.user_id and redirections.version = held.version and held.target_id is not null
  returning redirections.user_id
), made as (
  insert into redirections (user_id, target_id, starts_at, ends_at)
  select user_id, target_id, starts_at, ends_at from held where version is null
  on conflict (user_id) do nothing
  returning redirections.user_id
), written as (
  select user_id from removed union all select user_id from replaced union all select user_id from made
), recorded as (
  insert into redirection_history (
    user_id, changed_by_id, credential, api, operation, old_target_id, new_target_id, old_starts_at, new_starts_at,
    old_ends_at, new_ends_at, request_id)
  select user_id, $6, $7, $8, $9, old_target_id, target_id, old_starts_at, starts_at, old_ends_at, ends_at, $10
    from written join held using (user_id)
)
select user_id as "userId" from written`,
};

/** Writes a plan; gives null when what it was made on has changed. */
export async function writeRedirection(
  knex: Knex,
  { userId, version, redirection, operation, callerId, credentialKind, context }: RedirectionWrite,
): Promise<{ readonly userId: number } | null> {
  const [written] = await execute<{ userId: number }>(knex, WRITE, [
    userId,
    version,
    redirection?.targetId ?? null,
    redirection ? instantText(redirection.startsAt) : null,
    redirection?.endsAt ? instantText(redirection.endsAt) : null,
    callerId,
    credentialKind,
    context.api,
    operation,
    context.requestId,
  ]);
  return written ?? null;
}
