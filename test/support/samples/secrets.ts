import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { TOKEN_PREFIXES } from '../../../src/core/access/tokens.ts';
import { digestOf } from '../../../src/store/access/digest.ts';

const MINUTE_MS = 60_000;
const TEN_DAYS_MS = 10 * 24 * 60 * MINUTE_MS;

type Kind = 'ticket' | 'orkes-token' | 'box-access';

/**
 * Gives everybody a ticket that lives for ten more days and one that has ended, an API key, and the tokens of that key,
 * all the same in every run.
 */
export async function issueSecrets(knex: Knex, loadedAt: Date): Promise<Map<string, string>> {
  const users = await knex<{ id: number; login: string; language: string }>('users').select('id', 'login', 'language');
  const live = new Date(loadedAt.getTime() + TEN_DAYS_MS);
  const ended = new Date(loadedAt.getTime() - MINUTE_MS);
  const keys: { id: number; user_id: number }[] = await knex('api_keys')
    .insert(users.map(({ id, login }) => ({ digest: digestOf(`key:${login}`), name: `key of ${login}`, user_id: id })))
    .returning(['id', 'user_id']);
  const keyOf = new Map(keys.map((key) => [key.user_id, key.id]));
  const secrets = users.flatMap(({ id, login, language }) =>
    (
      [
        [`ticket:${login}`, 'ticket', live],
        [`expired:${login}`, 'ticket', ended],
        [`orkes:${login}`, 'orkes-token', live],
        [`expired-orkes:${login}`, 'orkes-token', ended],
        [`box:${login}`, 'box-access', live],
        [`expired-box:${login}`, 'box-access', ended],
      ] as const
    ).map(([name, kind, expires_at]) => ({
      name,
      kind,
      expires_at,
      secret: prefixOf(kind) + guidOf(name),
      user_id: id,
      language,
    })),
  );
  await knex('credentials').insert(
    secrets.map(({ kind, secret, user_id, language, expires_at }) => ({
      digest: digestOf(stored(kind, secret)),
      kind,
      user_id,
      key_id: kind === 'ticket' ? null : keyOf.get(user_id),
      language,
      expires_at,
    })),
  );
  return new Map([
    ...secrets.map(({ name, secret }) => [name, secret] as const),
    ...users.map(({ login }) => [`key:${login}`, `key:${login}`] as const),
  ]);
}

/** What the digest of a secret is taken of. */
const stored = (kind: Kind, secret: string): string => (kind === 'ticket' ? secret : `${kind}:${secret}`);

const prefixOf = (kind: Kind): string => (kind === 'ticket' ? '' : TOKEN_PREFIXES[kind]);

const guidOf = (name: string): string =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
