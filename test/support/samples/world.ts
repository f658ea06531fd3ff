import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { TOKEN_PREFIXES } from '../../../src/core/access/tokens.ts';
import { digestOf } from '../../../src/store/access/digest.ts';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { createTestDatabase } from '../database.ts';
import { openLedger, type Changes } from './ledger.ts';
import type { Composed } from '../../../src/server/dialects.ts';
import { startSampleServer, type SampleServer } from './servers.ts';
import type { Values } from './templates.ts';

/** The settings of every sample's server; a sample's settings.json goes on top. */
const SETTINGS = { TRUSTED_USER_PASSWORD: 'trusted-secret-of-16' };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TEN_DAYS_MS = 10 * 24 * 60 * MINUTE_MS;

/** The fixture in a database, and servers on it. */
export interface World {
  /** The server with these settings, started by the first sample that wants it, with or without the shortcut. */
  serverFor(settings: Readonly<Record<string, string>>, way: keyof Composed): Promise<SampleServer>;
  valuesFor(server: SampleServer): Values;
  prepare(sql: string): Promise<void>;
  changes(): Promise<Changes>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(fixtureFile: URL): Promise<World> {
  const { knex, drop } = await createTestDatabase('samples');
  const loadedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  await loadFixture(knex, await readFile(fixtureFile, 'utf8'), 'fixture.json', loadedAt);
  const tickets = await issueSecrets(knex, loadedAt);
  const owners = new Map([...tickets].map(([name, ticket]) => [`\\x${digestOf(ticket).toString('hex')}`, name]));
  await knex('tasks').update({ updated_at: new Date(loadedAt.getTime() - HOUR_MS) });
  const ledger = await openLedger(knex, (digest) => owners.get(String(digest))?.replace(/^ticket:/, ''));
  const servers = new Map<string, Promise<SampleServer>>();
  const settle = async (): Promise<void> => {
    for (const server of servers.values()) await (await server).settle();
  };

  return {
    serverFor(settings, way) {
      const key = JSON.stringify([way, settings]);
      const server = servers.get(key) ?? startSampleServer(knex, { ...SETTINGS, ...settings }, { way });
      servers.set(key, server);
      return server;
    },
    valuesFor: ({ port }) => ({ loadedAt, host: `127.0.0.1:${port}`, tickets }),
    prepare: async (sql) => void (await knex.raw(sql)),
    async changes() {
      await settle();
      return ledger.changes();
    },
    async restore() {
      await settle();
      await ledger.restore();
    },
    async close() {
      await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
      await drop();
    },
  };
}

type Kind = 'ticket' | 'orkes-token' | 'box-access';

/**
 * Gives everybody a ticket that lives for ten more days and one that has ended, an API key, and the tokens of that key,
 * all the same in every run.
 */
async function issueSecrets(knex: Knex, loadedAt: Date): Promise<Map<string, string>> {
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
