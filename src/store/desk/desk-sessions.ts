import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import type { Account } from '../../core/access/session.ts';
import { IDLE_HOURS, SESSION_DAYS, type DeskUser, type ListedSession } from '../../core/desk/desk-session.ts';
import type { ListUser, NewSession, OpenedSession } from '../../operations/desk/desk-sessions.ts';
import type { KnownReach } from '../../operations/task-lists.ts';
import { noteLogin } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { knownReachColumns } from '../lists/list-reach.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { personNamed, personValues } from './people.ts';

const OPEN: Statement = {
  name: 'desk-session-open',
  text: `
with logon as (
  update users
     set last_logon_at = now()
   where id = $2 and enabled and password_hash is not distinct from $3
  returning id, language
), credential as (
  insert into credentials (digest, user_id, language, expires_at, kind)
  select $1, id, language, now() + make_interval(hours => ${IDLE_HOURS}), 'session' from logon
  returning digest, user_id
)
insert into desk_sessions (digest, user_id, ends_at, signed_in_by, agent, client)
select digest, user_id, now() + make_interval(days => ${SESSION_DAYS}), $4, $5, $6 from credential
returning id`,
};

/** What a browser calls itself is cut here. */
const MOST_OF_AGENT = 200;

/**
 * Makes a session for an account; null when the account has been disabled, or its password changed, since it was read.
 */
export async function openDeskSession(
  knex: Knex,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  { signedInBy, agent, client }: NewSession,
): Promise<OpenedSession | null> {
  const secret = randomBytes(32).toString('base64url');
  const digest = digestOfCredential({ kind: 'session', secret });
  const values = [digest, id, passwordHash, signedInBy, agent.slice(0, MOST_OF_AGENT), client];
  const rows = await execute(knex, OPEN, values);
  return rows.length > 0 ? { secret } : null;
}

/** A page within a minute of the last one writes nothing. */
const readOf = (columns: string, join: string): string => `
with alive as (
  select desk_sessions.digest, desk_sessions.id, desk_sessions.user_id, desk_sessions.last_seen_at
    from desk_sessions join credentials using (digest)
   where desk_sessions.digest = $1 and credentials.expires_at > now()
), seen as (
  update desk_sessions
     set last_seen_at = now()
    from alive
   where desk_sessions.digest = alive.digest and alive.last_seen_at < now() - interval '1 minute'
  returning desk_sessions.digest, desk_sessions.ends_at
), prolonged as (
  update credentials
     set expires_at = least(now() + make_interval(hours => ${IDLE_HOURS}), seen.ends_at)
    from seen
   where credentials.digest = seen.digest
)
select users.id, users.login, users.full_name as "fullName", users.roles, users.language,
       alive.id as "sessionId", coalesce(desk_preferences.shortcuts, true) as shortcuts${columns}
  from alive
  join users on users.id = alive.user_id and users.enabled
  left join desk_preferences on desk_preferences.user_id = users.id${join}`;

const READ: Statement = { name: 'desk-session-read', text: readOf('', '') };

/** Reads whose live session this is, and prolongs it; null without one. */
export async function readDeskUser(knex: Knex, session: Credential): Promise<DeskUser | null> {
  const [user] = await execute<DeskUser>(knex, READ, [digestOfCredential(session)]);
  noteLogin(session, user?.login);
  return user ?? null;
}

const READ_WITH_LIST: Statement = {
  name: 'desk-session-list-read',
  text: readOf(
    `,${knownReachColumns('users.id', 'named.id')},
       named.id as "personId", named.login as "personLogin", named.full_name as "personName"`,
    `
  left join lateral (${personNamed('$2', '$3')}) as named on true`,
  ),
};

interface ListUserRow extends DeskUser, KnownReach {
  readonly personId: number | null;
  readonly personLogin: string;
  readonly personName: string;
}

/** The same, with what a list needs of who reads it and of whom it is about: all of a page but the list itself. */
export async function readListUser(knex: Knex, session: Credential, who: string): Promise<ListUser | null> {
  const [row] = await execute<ListUserRow>(knex, READ_WITH_LIST, [digestOfCredential(session), ...personValues(who)]);
  noteLogin(session, row?.login);
  if (!row) return null;
  const { wide, caller, assignee, personId: id, personLogin: login, personName: fullName, ...user } = row;
  return { user, list: { reach: { wide, caller, assignee }, person: id === null ? null : { id, login, fullName } } };
}

const LIST: Statement = {
  name: 'desk-sessions-list',
  text: `
select desk_sessions.id, desk_sessions.created_at as "createdAt", desk_sessions.last_seen_at as "lastSeenAt",
       desk_sessions.signed_in_by as "signedInBy", desk_sessions.agent, desk_sessions.client
  from desk_sessions join credentials using (digest)
 where desk_sessions.user_id = $1 and credentials.expires_at > now()
 order by desk_sessions.last_seen_at desc, desk_sessions.id desc`,
};

export const listDeskSessions = (knex: Knex, userId: number): Promise<ListedSession[]> =>
  execute<ListedSession>(knex, LIST, [userId]);

const END: Statement = {
  name: 'desk-session-end',
  text: `
delete from credentials
 where digest = (select digest from desk_sessions where user_id = $1 and id = $2)
returning user_id`,
};

/** Ends one session of an account; false when it has none of this number. */
export const endDeskSession = async (knex: Knex, userId: number, sessionId: number): Promise<boolean> =>
  (await execute(knex, END, [userId, sessionId])).length > 0;

const SET_SHORTCUTS: Statement = {
  name: 'desk-shortcuts-set',
  text: `
insert into desk_preferences (user_id, shortcuts) values ($1, $2)
on conflict (user_id) do update set shortcuts = excluded.shortcuts`,
};

/** Keeps whether single keys do something on the pages of an account. */
export async function setDeskShortcuts(knex: Knex, userId: number, shortcuts: boolean): Promise<void> {
  await execute(knex, SET_SHORTCUTS, [userId, shortcuts]);
}
