import type { Knex } from 'knex';
import pg from 'pg';
import type { Role } from '../../core/access/account-edit.ts';
import type { Refused } from '../../core/refusal.ts';
import { hashPassword } from './passwords.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { SHARED_TASKS, WAITING_TASKS } from '../supervision/belongings.ts';

/** The administrator asked for what cannot be; the message says what is in the way. */
export class AccountRefused extends Error {
  override readonly name = 'AccountRefused';
  readonly reason: AccountRefusal;

  constructor(message: string, reason: AccountRefusal) {
    super(message);
    this.reason = reason;
  }
}

export type AccountRefusal = 'name-taken' | 'user-not-found' | 'team-not-found' | 'key-not-found';

export interface NewUser {
  readonly login: string;
  /** Null: nobody can log on to the account until it has one. */
  readonly password: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly language: string;
  /** False for an account that the ticket operations turn away with error 902. */
  readonly ticketsAllowed: boolean;
}

export interface ListedUser {
  readonly id: number;
  readonly login: string;
  readonly fullName: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly enabled: boolean;
}

/** An account by the login it has, whatever the case in which it was asked for. */
export interface NamedUser {
  readonly id: number;
  readonly login: string;
}

/** An account after a change, with the number of tickets that ended by it. */
export interface ChangedUser extends NamedUser {
  readonly ticketsEnded: number;
}

const ADD: Statement = {
  name: 'user-add',
  text: `
insert into users (login, password_hash, last_password_change_at, first_name, last_name, email, roles, language,
                   tickets_allowed)
values ($1, $2::text, case when $2::text is not null then now() end, $3, $4, $5, $6, $7, $8)
returning id`,
};

/** Adds an account and gives its id; throws AccountRefused when the login is taken, ignoring case. */
export async function addUser(knex: Knex, user: NewUser): Promise<number> {
  const { login, firstName, lastName, email, roles, language, ticketsAllowed } = user;
  const passwordHash = user.password === null ? null : await hashPassword(user.password);
  const values = [login, passwordHash, firstName, lastName, email, roles, language, ticketsAllowed];
  const [added] = await execute<{ id: number }>(knex, ADD, values).catch((error: unknown) => {
    throw violates(error, 'users_login_key')
      ? new AccountRefused(`The login "${login}" is taken.`, 'name-taken')
      : error;
  });
  if (!added) throw new Error('a user was inserted but not returned');
  return added.id;
}

const DISABLE: Statement = {
  name: 'user-disable',
  text: 'update users set enabled = false where lower(login) = lower($1) returning id, login',
};

/** Closes an account to logons and ends its tickets; throws AccountRefused when nobody has the login. */
export const disableUser = (knex: Knex, login: string): Promise<ChangedUser> =>
  changeAndEndTickets(knex, DISABLE, login);

const STILL: Statement = {
  name: 'administrator-still',
  text: `
with locked as materialized (
  select id, enabled, roles from users where id in ($1, $2) order by id for no key update
)
select exists (select from locked where id = $1 and enabled and 'administrator' = any (roles)) as "isStill"`,
};

/**
 * Locks the accounts of an administrator and of whom the administrator is to change, and tells whether the first one is
 * still what it was when the change was decided. So two administrators who disable each other at the same moment take
 * turns, and one of them is left.
 */
export async function isStillAdministrator(trx: Knex.Transaction, callerId: number, userId: number): Promise<boolean> {
  const [locked] = await execute<{ isStill: boolean }>(trx, STILL, [callerId, userId]);
  return locked?.isStill ?? false;
}

const DISABLE_FREED: Statement = {
  name: 'user-disable-freed',
  text: `
update users set enabled = false
 where id = $1
   and ($2 or not (exists (select from open_tasks where open_tasks.assignee_id = $1)
                   or exists (${WAITING_TASKS('$1')})
                   or exists (${SHARED_TASKS('$1')})))
returning id, login`,
};

/**
 * Closes an account as `disableUser` does. Refuses that while unfinished tasks hang on it and are not to be left, and to
 * a caller who is no administrator any more; then it changes nothing.
 */
export const disableAccount = (
  knex: Knex,
  userId: number,
  leavesTasks: boolean,
  callerId: number,
): Promise<ChangedUser | Refused<'access-denied' | 'tasks-left'>> =>
  knex.transaction(async (trx) => {
    if (!(await isStillAdministrator(trx, callerId, userId))) return { refused: 'access-denied' };
    const [disabled] = await execute<NamedUser>(trx, DISABLE_FREED, [userId, leavesTasks]);
    return disabled ? { ...disabled, ticketsEnded: await endTickets(trx, disabled.id) } : { refused: 'tasks-left' };
  });

const ENABLE: Statement = {
  name: 'user-enable',
  text: 'update users set enabled = true where lower(login) = lower($1) returning id, login',
};

/** Opens an account to logons again; throws AccountRefused when nobody has the login. */
export const enableUser = (knex: Knex, login: string): Promise<NamedUser> => change(knex, ENABLE, login);

const SET_PASSWORD: Statement = {
  name: 'user-set-password',
  text: `
update users set password_hash = $2, last_password_change_at = now() where lower(login) = lower($1)
returning id, login`,
};

/**
 * Replaces a password and ends the account's tickets: every call prolongs a ticket, so one in the wrong hands would
 * outlive any number of passwords.
 *
 * @throws AccountRefused when nobody has the login
 */
export async function setPassword(knex: Knex, login: string, password: string): Promise<ChangedUser> {
  return changeAndEndTickets(knex, SET_PASSWORD, login, await hashPassword(password));
}

const END_TICKETS: Statement = {
  name: 'user-end-tickets',
  text: `
with ended as (
  delete from credentials
   where (user_id = $1 or key_id in (select id from api_keys where user_id = $1)) and kind <> 'api-key'
  returning user_id
)
select count(*)::int as count from ended`,
};

async function endTickets(trx: Knex.Transaction, userId: number): Promise<number> {
  const [ended] = await execute<{ count: number }>(trx, END_TICKETS, [userId]);
  return ended?.count ?? 0;
}

/** In two statements: the first waits for logons that are being written, and only the second sees their tickets. */
const changeAndEndTickets = (
  knex: Knex,
  statement: Statement,
  login: string,
  ...values: string[]
): Promise<ChangedUser> =>
  knex.transaction(async (trx) => {
    const changed = await change(trx, statement, login, ...values);
    return { ...changed, ticketsEnded: await endTickets(trx, changed.id) };
  });

async function change(knex: Knex, statement: Statement, login: string, ...values: string[]): Promise<NamedUser> {
  const [changed] = await execute<NamedUser>(knex, statement, [login, ...values]);
  if (!changed) throw new AccountRefused(`There is no user with login "${login}".`, 'user-not-found');
  return changed;
}

const LIST: Statement = {
  name: 'user-list',
  text: `select id, login, full_name as "fullName", email, roles, enabled from users order by lower(login)`,
};

/** Lists all accounts by login. */
export const listUsers = (knex: Knex): Promise<ListedUser[]> => execute<ListedUser>(knex, LIST, []);

/** SQLSTATE 23505 of the index named: only then is it known which value is in the way. */
export const violates = (error: unknown, index: string): boolean =>
  error instanceof pg.DatabaseError && error.code === '23505' && error.constraint === index;
