import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import { CALENDAR_BACK_DAYS } from '../../core/supervision/calendar.ts';
import type { FoundCalendar, MadeCalendarAddress } from '../../operations/supervision/calendars.ts';
import { noteLogin } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { REDIRECTION_COLUMNS, REDIRECTIONS_JOINED, redirectionsIn, type RedirectionRow } from './redirection-rows.ts';

/**
 * Whose address it is, and the redirections on the way to that person and from there on, each found by an index;
 * one row where there are none. Of what was replaced or ended since, the time in which it was in force.
 */
const READ: Statement = {
  name: 'calendar-read',
  text: `
with recursive owner as (
  select users.id, users.login, users.language, credentials.created_at
    from credentials join users on users.id = credentials.user_id and users.enabled
   where credentials.digest = $1 and credentials.kind = 'calendar' and credentials.expires_at > now()
), before (user_id) as (
  select id from owner
  union
  select redirections.user_id from before join redirections on redirections.target_id = before.user_id
), onward (user_id) as (
  select id from owner
  union
  select redirections.target_id from onward join redirections on redirections.user_id = onward.user_id
), known as (
  select user_id, target_id, starts_at, ends_at, false as is_past,
         (select max(at) from redirection_history h where h.user_id = redirections.user_id) as changed_at
    from redirections
   where user_id in (select user_id from before union select user_id from onward)
  union all
  select h.user_id, h.old_target_id, h.old_starts_at, least(h.old_ends_at, h.at), true, h.at
    from redirection_history h join owner on h.user_id = owner.id or h.old_target_id = owner.id
   where h.old_target_id is not null and h.old_starts_at < h.at
     and least(h.old_ends_at, h.at) > now() - interval '${CALENDAR_BACK_DAYS * 24} hours'
)
select now() as "now", owner.id as "ownerId", owner.login as "callerLogin", owner.language,
       owner.created_at as "addressMadeAt", (select id from installation) as installation,${REDIRECTION_COLUMNS},
       known.changed_at as "changedAt"
  from owner${REDIRECTIONS_JOINED}`,
};

interface Row extends RedirectionRow {
  readonly now: Date;
  readonly ownerId: number;
  readonly callerLogin: string;
  readonly language: string;
  readonly addressMadeAt: Date;
  readonly installation: string;
  readonly changedAt: Date | null;
}

/** Reads what an address shows; null where it is nobody's, or the account is disabled. */
export async function readCalendar(knex: Knex, address: Credential): Promise<FoundCalendar | null> {
  const rows = await execute<Row>(knex, READ, [digestOfCredential(address)]);
  const [first] = rows;
  if (!first) return null;
  noteLogin(address, first.callerLogin);
  const { now, ownerId, language, addressMadeAt, installation } = first;
  const { names, ...found } = redirectionsIn(rows, ({ changedAt }) => ({ changedAt }));
  return {
    now,
    language,
    addressMadeAt,
    installation,
    stored: { now, ownerId, ...found },
    names,
  };
}

const READ_ADDRESS: Statement = {
  name: 'calendar-address-read',
  text: `select created_at as "madeAt" from credentials where user_id = $1 and kind = 'calendar'`,
};

/** Reads when the address of an account was made; null without one. */
export async function readCalendarAddress(knex: Knex, userId: number): Promise<Date | null> {
  const [address] = await execute<{ madeAt: Date }>(knex, READ_ADDRESS, [userId]);
  return address?.madeAt ?? null;
}

/** The lock makes whoever disables the account wait, and find the address then. */
const MAKE: Statement = {
  name: 'calendar-address-make',
  text: `
with owner as materialized (select id, language from users where id = $1 and enabled for share)
insert into credentials (digest, user_id, language, expires_at, kind)
select $2, id, language, 'infinity', 'calendar' from owner
on conflict (user_id) where kind = 'calendar'
do update set digest = excluded.digest, language = excluded.language, created_at = now()
returning created_at as "madeAt"`,
};

/** Makes an address in place of an earlier one; null where the account is disabled. */
export async function makeCalendarAddress(knex: Knex, userId: number): Promise<MadeCalendarAddress | null> {
  const secret = randomBytes(32).toString('base64url');
  const values = [userId, digestOfCredential({ kind: 'calendar', secret })];
  const [made] = await execute<{ madeAt: Date }>(knex, MAKE, values);
  return made ? { secret, madeAt: made.madeAt } : null;
}

const REMOVE: Statement = {
  name: 'calendar-address-remove',
  text: `delete from credentials where user_id = $1 and kind = 'calendar'`,
};

/** Ends the address of an account, if it has one. */
export async function removeCalendarAddress(knex: Knex, userId: number): Promise<void> {
  await execute(knex, REMOVE, [userId]);
}
