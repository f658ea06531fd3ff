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

const REMOVE_KEYS: Statement = {
  name: 'api-keys-remove',
  text: 'delete from api_keys where digest = any($1) returning name',
};

/** Removes those of the API keys that are there, and gives their names. */
export async function removeKnownApiKeys(knex: Knex, keys: readonly string[]): Promise<string[]> {
  const removed = await execute<{ name: string }>(knex, REMOVE_KEYS, [keys.map(digestOf)]);
  return removed.map(({ name }) => name);
}
