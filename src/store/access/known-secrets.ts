import type { Knex } from 'knex';
import { digestOf } from './digest.ts';
import { verifyPassword } from './passwords.ts';
import { execute, type Statement } from '../sql/statement.ts';

const PASSWORD_HASHES: Statement = {
  name: 'user-password-hashes',
  text: `
select login, password_hash as "passwordHash"
from users
where lower(login) = any($1) and enabled and password_hash is not null
order by id`,
};

/** Finds those of the given logins and passwords with which somebody could log on; their logins as they are spelt. */
export async function findThoseWhoCanLogOn(
  knex: Knex,
  known: readonly { readonly login: string; readonly password: string }[],
): Promise<string[]> {
  const passwords = new Map(known.map(({ login, password }) => [login.toLowerCase(), password]));
  const rows = await execute<{ login: string; passwordHash: string }>(knex, PASSWORD_HASHES, [[...passwords.keys()]]);
  const found = rows.map(async ({ login, passwordHash }) => {
    const password = passwords.get(login.toLowerCase());
    return password !== undefined && (await verifyPassword(passwordHash, password)) ? [login] : [];
  });
  return (await Promise.all(found)).flat();
}

const WORKING_KEYS: Statement = {
  name: 'api-keys-known',
  text: `
select api_keys.name
from api_keys join users on users.id = api_keys.user_id and users.enabled
where api_keys.digest = any($1)
order by api_keys.id`,
};

/** Finds those of the API keys that somebody could call with; their names. */
export async function findKeysThatWork(knex: Knex, keys: readonly string[]): Promise<string[]> {
  const found = await execute<{ name: string }>(knex, WORKING_KEYS, [keys.map(digestOf)]);
  return found.map(({ name }) => name);
}

const REMOVE_KEYS: Statement = {
  name: 'api-keys-remove',
  text: `
with removed as (delete from api_keys where digest = any($1) returning id, name)
select name from removed order by id`,
};

/** Removes those of the API keys that are there, and gives their names. */
export async function removeKnownApiKeys(knex: Knex, keys: readonly string[]): Promise<string[]> {
  const removed = await execute<{ name: string }>(knex, REMOVE_KEYS, [keys.map(digestOf)]);
  return removed.map(({ name }) => name);
}
