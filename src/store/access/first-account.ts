import type { Knex } from 'knex';
import type { Role } from '../../core/access/account-edit.ts';
import { hashPassword } from './passwords.ts';
import { execute, type Statement } from '../sql/statement.ts';

const ADD_FIRST: Statement = {
  name: 'user-add-first',
  text: `
insert into users (login, password_hash, last_password_change_at, roles)
select $1, $2, now(), $3 where not exists (select from users)
on conflict do nothing
returning id`,
};

/** Adds an administrator to a database that holds nobody; false when somebody is there. */
export async function addFirstAdministrator(knex: Knex, login: string, password: string): Promise<boolean> {
  const roles: Role[] = ['administrator'];
  return (await execute(knex, ADD_FIRST, [login, await hashPassword(password), roles])).length > 0;
}

const ANYBODY: Statement = { name: 'user-anybody', text: 'select from users limit 1' };

/** Reports whether the database holds an account. */
export const holdsAnybody = async (knex: Knex): Promise<boolean> => (await execute(knex, ANYBODY, [])).length > 0;
