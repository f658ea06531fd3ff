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

const ADMINISTRATORS = `from users where enabled and 'administrator' = any (roles)`;

const ADMINISTRATOR: Statement = { name: 'user-administrator', text: `select ${ADMINISTRATORS} limit 1` };

/** Reports whether an administrator is left who can do something: an account that is enabled. */
export const hasAdministrator = async (knex: Knex): Promise<boolean> =>
  (await execute(knex, ADMINISTRATOR, [])).length > 0;

/** Whoever takes one away while another is taken away waits here, and then sees who is left. */
const LOCK: Statement = {
  name: 'administrators-lock',
  text: `select id ${ADMINISTRATORS} order by id for no key update`,
};

class NoneLeft extends Error {}

/** Runs a change of accounts. Takes it back, and gives null, where it would leave no administrator of those there are. */
export async function keepingAnAdministrator<Done>(
  knex: Knex,
  change: (trx: Knex) => Promise<Done>,
): Promise<Done | null> {
  try {
    return await knex.transaction(async (trx) => {
      const before = await execute(trx, LOCK, []);
      const done = await change(trx);
      if (before.length > 0 && !(await hasAdministrator(trx))) throw new NoneLeft();
      return done;
    });
  } catch (error) {
    if (error instanceof NoneLeft) return null;
    throw error;
  }
}
