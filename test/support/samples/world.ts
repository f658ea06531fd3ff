import { readFile } from 'node:fs/promises';
import { digestOf } from '../../../src/store/access/digest.ts';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { createTestDatabase } from '../database.ts';
import { openLedger, type Changes } from './ledger.ts';
import type { Composed } from '../../../src/server/dialects.ts';
import { issueSecrets } from './secrets.ts';
import { startSampleServer, type SampleServer } from './servers.ts';
import type { Values } from './templates.ts';

/** The settings of every sample's server; a sample's settings.json goes on top. */
const SETTINGS = { TRUSTED_USER_PASSWORD: 'trusted-secret-of-16' };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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
  const database = await createTestDatabase('samples');
  const { knex, drop } = database;
  const loadedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
  await loadFixture(knex, await readFile(fixtureFile, 'utf8'), 'fixture.json', loadedAt);
  const tickets = await issueSecrets(knex, loadedAt);
  const owners = new Map([...tickets].map(([name, ticket]) => [`\\x${digestOf(ticket).toString('hex')}`, name]));
  await knex('tasks').update({ updated_at: new Date(loadedAt.getTime() - HOUR_MS) });
  const ledger = await openLedger(database, (digest) => owners.get(String(digest))?.replace(/^ticket:/, ''));
  const servers = new Map<string, Promise<SampleServer>>();
  /** Those that may have something left to write since all was put back. */
  const called = new Set<Promise<SampleServer>>();
  const settle = async (): Promise<void> => {
    for (const server of called) await (await server).settle();
  };

  return {
    serverFor(settings, way) {
      const key = JSON.stringify([way, settings]);
      const server = servers.get(key) ?? startSampleServer(knex, { ...SETTINGS, ...settings }, { way });
      servers.set(key, server);
      called.add(server);
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
      called.clear();
      await ledger.restore();
    },
    async close() {
      await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
      await drop();
    },
  };
}
