import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import type { Account, IssuedTicket, LiveTicket, Profile } from '../../core/access/session.ts';
import { noteLogin, noteLogins, type CallerLoginRow } from './caller-logins.ts';
import { digestOf, digestOfCredential } from './digest.ts';
import { PROFILE_COLUMNS } from './profile.ts';
import { execute, type Statement } from '../sql/statement.ts';

const ACCOUNT: Statement = {
  name: 'account-by-login',
  text: `
select ${PROFILE_COLUMNS}, enabled, tickets_allowed as "ticketsAllowed", password_hash as "passwordHash"
  from users
 where lower(login) = lower(btrim($1))`,
};

/** Finds an account by its login, ignoring case. */
export async function readAccount(knex: Knex, login: string): Promise<Account | null> {
  const [account] = await execute<Account>(knex, ACCOUNT, [login]);
  return account ?? null;
}

/** Whose logon it is, if the account is still the one that was read. */
const LOGON = `
with logon as (
  update users
     set last_logon_at = now()
   where id = $2 and enabled and password_hash is not distinct from $5
  returning id
)`;

const ISSUE: Statement = {
  name: 'ticket-issue',
  text: `${LOGON}
insert into credentials (digest, user_id, language, expires_at)
select $1, id, $3, now() + make_interval(days => $4) from logon
returning expires_at as "expiresAt"`,
};

/**
 * Makes a ticket for an account: a new session. Null when the account has been disabled, or its password changed, since
 * it was read: passwords are checked a few at a time, and who logs on in the meantime may wait for seconds.
 */
export async function issueTicket(
  knex: Knex,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  language: string,
  ticketDays: number,
): Promise<IssuedTicket | null> {
  const ticket = randomUUID();
  const values = [digestOf(ticket), id, language, ticketDays, passwordHash];
  const [row] = await execute<{ expiresAt: Date }>(knex, ISSUE, values);
  return row ? { ticket, expiresAt: row.expiresAt } : null;
}

/** A client that asks for a new ticket with every call would otherwise leave as many alive as a month has calls. */
const TRUSTED_TICKETS = 100;

const ISSUE_TRUSTED: Statement = {
  name: 'ticket-issue-trusted',
  text: `${LOGON}, ended as (
  delete from credentials
   where digest in (select digest from credentials
                     where user_id = $2 and trusted
                     order by expires_at desc, created_at desc offset $6 - 1)
     and exists (select from logon)
)
insert into credentials (digest, user_id, language, expires_at, trusted)
select $1, id, $3, now() + make_interval(days => $4), true from logon
returning expires_at as "expiresAt"`,
};

/**
 * As issueTicket, for an application that acts for the account. Of such tickets the account keeps a hundred, those
 * used last: the others end.
 */
export async function issueTrustedTicket(
  knex: Knex,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  language: string,
  ticketDays: number,
): Promise<IssuedTicket | null> {
  const ticket = randomUUID();
  const values = [digestOf(ticket), id, language, ticketDays, passwordHash, TRUSTED_TICKETS];
  const [row] = await execute<{ expiresAt: Date }>(knex, ISSUE_TRUSTED, values);
  return row ? { ticket, expiresAt: row.expiresAt } : null;
}

const READ: Statement = {
  name: 'ticket-read',
  text: `
select ${PROFILE_COLUMNS}, credentials.expires_at as "expiresAt"
  from credentials join users on users.id = credentials.user_id
 where credentials.digest = $1 and credentials.expires_at > now() and users.enabled`,
};

/** Reads a live ticket and whose it is, without extending it. */
export async function readTicket(knex: Knex, credential: Credential): Promise<LiveTicket | null> {
  const [row] = await execute<Profile & { expiresAt: Date }>(knex, READ, [digestOfCredential(credential)]);
  noteLogin(credential, row?.login);
  return row ? { profile: row, expiresAt: row.expiresAt } : null;
}

const RENEW: Statement = {
  name: 'ticket-renew',
  text: `
update credentials
   set expires_at = now() + make_interval(days => $4), language = $3
 where digest = $1 and user_id = $2 and expires_at > now()
returning expires_at as "expiresAt"`,
};

/** Resets a live ticket of this account to its full life; null when it is not alive or somebody else's. */
export async function renewTicket(
  knex: Knex,
  digest: Buffer,
  userId: number,
  language: string,
  ticketDays: number,
): Promise<Date | null> {
  const [row] = await execute<{ expiresAt: Date }>(knex, RENEW, [digest, userId, language, ticketDays]);
  return row?.expiresAt ?? null;
}

export const EXTEND_TICKETS: Statement = {
  name: 'tickets-extend',
  text: `
update credentials
   set expires_at = now() + make_interval(days => $2)
 where digest = any ($1::bytea[]) and kind = 'ticket' and expires_at > now()`,
};

/** Gives every named ticket that is still alive its full life again. */
export async function extendTickets(knex: Knex, digests: readonly Buffer[], ticketDays: number): Promise<void> {
  await execute(knex, EXTEND_TICKETS, [digests, ticketDays]);
}

const REVOKE: Statement = {
  name: 'ticket-revoke',
  text: `
delete from credentials using users
 where credentials.digest = $1 and users.id = credentials.user_id
returning credentials.expires_at > now() as alive, users.login as "callerLogin"`,
};

/** Ends a session; false when there was no live one. */
export async function revokeTicket(knex: Knex, credential: Credential): Promise<boolean> {
  const rows = await execute<{ alive: boolean } & CallerLoginRow>(knex, REVOKE, [digestOfCredential(credential)]);
  const [row] = noteLogins([{ credential }], rows);
  return row?.alive ?? false;
}

const PRUNE: Statement = {
  name: 'ticket-prune',
  text: `
with pruned as (delete from credentials where expires_at < now() - interval '1 day' returning 1)
select count(*)::int as count from pruned`,
};

/** Removes tickets that have been dead for a day; returns how many. */
export async function pruneTickets(knex: Knex): Promise<number> {
  const [row] = await execute<{ count: number }>(knex, PRUNE, []);
  return row?.count ?? 0;
}
