import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Right } from '../../core/access/rights.ts';
import { AccountRefused, violates } from './accounts.ts';
import { digestOf } from './digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

export interface NewApiKey {
  readonly name: string;
  /** The login of the account that the key acts as. */
  readonly login: string;
  /** Null: the key may do what the account may. */
  readonly rights: readonly Right[] | null;
  /** Addresses and networks from which the key works; none: from everywhere. */
  readonly addresses: readonly string[];
}

export interface ListedApiKey extends NewApiKey {
  /** At most a minute late; null for a key that has not been used. */
  readonly lastUsedAt: Date | null;
}

const ADD: Statement = {
  name: 'api-key-add',
  text: `
insert into api_keys (digest, name, user_id, rights, addresses)
select $1, $2, id, $4, $5::inet[] from users where lower(login) = lower($3)
returning name`,
};

/** Says what a key found in some file belongs to, and lets scanners for secrets know it. */
const KEY_PREFIX = 'handover_';

/**
 * Creates an API key that acts as a user and returns it; it cannot be read again.
 * @throws AccountRefused when the name is taken or nobody has the login
 */
export async function addApiKey(knex: Knex, { name, login, rights, addresses }: NewApiKey): Promise<string> {
  const key = KEY_PREFIX + randomBytes(32).toString('base64url');
  const values = [digestOf(key), name, login, rights, addresses];
  const added = await execute(knex, ADD, values).catch((error: unknown) => {
    throw violates(error, 'api_keys_name_key')
      ? new AccountRefused(`The key name "${name}" is taken.`, 'name-taken')
      : error;
  });
  if (added.length === 0) throw new AccountRefused(`There is no user with login "${login}".`, 'user-not-found');
  return key;
}

const LIST: Statement = {
  name: 'api-key-list',
  text: `
select api_keys.name, users.login, api_keys.rights, api_keys.last_used_at as "lastUsedAt",
       array(select abbrev(address)
               from unnest(api_keys.addresses) with ordinality as all_of (address, position)
              order by position) as addresses
  from api_keys join users on users.id = api_keys.user_id
 order by lower(api_keys.name), api_keys.name`,
};

/** Lists all API keys by name. */
export const listApiKeys = (knex: Knex): Promise<ListedApiKey[]> => execute<ListedApiKey>(knex, LIST, []);

const REVOKE: Statement = { name: 'api-key-revoke', text: 'delete from api_keys where name = $1 returning name' };

/**
 * Removes an API key: it is refused from then on, and so are all tokens that were given for it.
 * @throws AccountRefused when there is none of the name
 */
export async function revokeApiKey(knex: Knex, name: string): Promise<void> {
  const revoked = await execute(knex, REVOKE, [name]);
  if (revoked.length === 0) throw new AccountRefused(`There is no key with name "${name}".`, 'key-not-found');
}
