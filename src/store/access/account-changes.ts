import type { Knex } from 'knex';
import { ROLES, type Role } from '../../core/access/account-edit.ts';
import { AccountRefused, violates, type NamedUser, type NewUser } from './accounts.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** What of an account is to be another; the rest stays. */
export type UserChanges = {
  readonly [Key in 'login' | 'firstName' | 'lastName' | 'email' | 'language' | 'ticketsAllowed']?:
    NewUser[Key] | undefined;
};

const EDIT: Statement = {
  name: 'user-edit',
  text: `
update users
   set login = coalesce($2, login), first_name = coalesce($3, first_name), last_name = coalesce($4, last_name),
       email = coalesce($5, email), language = coalesce($6, language), tickets_allowed = coalesce($7, tickets_allowed)
 where lower(login) = lower($1)
returning id, login`,
};

/**
 * Changes what is known of a person.
 * @throws AccountRefused when nobody has the login, or the new one is taken, ignoring case
 */
export async function editUser(knex: Knex, login: string, changes: UserChanges): Promise<NamedUser> {
  const { login: newLogin, firstName, lastName, email, language, ticketsAllowed } = changes;
  const values = [login, newLogin, firstName, lastName, email, language, ticketsAllowed];
  const edited = await execute<NamedUser>(
    knex,
    EDIT,
    values.map((value) => value ?? null),
  ).catch((error: unknown) => {
    throw violates(error, 'users_login_key')
      ? new AccountRefused(`The login "${newLogin}" is taken.`, 'name-taken')
      : error;
  });
  return named(edited, login);
}

export interface UserWithRoles extends NamedUser {
  readonly roles: readonly Role[];
}

const CHANGE_ROLES: Statement = {
  name: 'user-change-roles',
  text: `
update users
   set roles = array(select role
                       from unnest(array[${ROLES.map((role) => `'${role}'`).join(', ')}]) as role
                      where (role = any(roles) or role = any($2)) and not role = any($3))
 where lower(login) = lower($1)
returning id, login, roles`,
};

/** Gives and takes roles, and gives those the account has then; throws AccountRefused when nobody has the login. */
export async function changeRoles(
  knex: Knex,
  login: string,
  { add, remove }: { readonly add: readonly Role[]; readonly remove: readonly Role[] },
): Promise<UserWithRoles> {
  return named(await execute<UserWithRoles>(knex, CHANGE_ROLES, [login, add, remove]), login);
}

function named<User>([user]: readonly User[], login: string): User {
  if (user === undefined) throw new AccountRefused(`There is no user with login "${login}".`, 'user-not-found');
  return user;
}
