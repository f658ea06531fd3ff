import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Knex } from 'knex';
import { z } from 'zod';
import { SIGNALS } from '../../src/server/signals.ts';
import { connect } from '../../src/store/schema/database.ts';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { migrate } from '../../src/store/schema/migrate.ts';
import { makeDatabaseDirectory } from './database-directory.ts';

export interface TestDatabase {
  readonly knex: Knex;
  /** The DATABASE_URL of a child process. */
  readonly url: string;
  /** Another pool of one connection, closed with the first. */
  readonly connectAside: () => Knex;
  /** Closes the pools and removes the database, or keeps it when a test failed and the server is one that stays. */
  readonly drop: () => Promise<void>;
}

interface TestServer {
  readonly url: string;
  readonly admin: Knex;
  readonly template: string;
  readonly urlOf: (database: string) => string;
  readonly stop: () => Promise<void>;
}

/** Tests need no database that outlives the machine. */
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // Several processes of tests, each with servers of its own beside it.
  max_connections: '300',
};

/** Where the process that starts the others writes the server they share. */
const SHARED = 'HANDOVER_TEST_SERVER';

let server: Promise<TestServer> | undefined;
let stopped: Promise<void> | undefined;
let failures = 0;

/**
 * Makes a migrated, empty database for one test file. The first call starts PostgreSQL, or takes the server that
 * TEST_DATABASE_URL names, and migrates the template that every further call copies.
 */
export async function createTestDatabase(name: string): Promise<TestDatabase> {
  server ??= openServer();
  const { admin, template, urlOf } = await server;
  const database = uniqueName(name);
  // Without fsync a copy of the files takes a sixth of the time that writing them to the WAL does.
  const strategy = process.env.TEST_DATABASE_URL ? '' : 'strategy file_copy';
  await admin.raw(`create database ?? template ?? ${strategy}`, [database, template]);
  const url = urlOf(database);
  const knex = connect({ url, poolSize: 8 });
  const pools = [knex];
  const connectAside = () => {
    const pool = connect({ url, poolSize: 1 });
    pools.push(pool);
    return pool;
  };
  const failuresBefore = failures;
  const drop = async () => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    if (process.env.TEST_DATABASE_URL && failures > failuresBefore) {
      console.log(`    kept the database ${database}`);
      return;
    }
    await admin.raw('drop database ?? with (force)', [database]);
  };
  return { knex, url, connectAside, drop };
}

/** Counts a failed test: what is dropped after it is kept to be looked at. */
export function noteFailure(): void {
  failures += 1;
}

/** Stops what createTestDatabase started; nothing when no test asked for a database. */
export function stopTestServer(): Promise<void> {
  // A server that did not start has failed the tests that asked for it; that is enough.
  stopped ??= Promise.resolve(server).then(
    (started) => started?.stop(),
    () => undefined,
  );
  return stopped;
}

/** Starts PostgreSQL for this process and all that it starts from now on. */
export async function shareTestServer(): Promise<void> {
  server ??= openServer();
  const { url, template } = await server;
  process.env[SHARED] = JSON.stringify([url, template]);
}

function openServer(): Promise<TestServer> {
  for (const signal of SIGNALS) process.on(signal, stopInterrupted);
  const shared = process.env[SHARED];
  if (shared !== undefined) return Promise.resolve(joinServer(shared));
  return process.env.TEST_DATABASE_URL ? useServer(process.env.TEST_DATABASE_URL) : startServer();
}

/** Ctrl-C reaches this process three times: mocha's outer process adds a SIGINT and a SIGTERM to the terminal's. */
function stopInterrupted(): void {
  void stopTestServer().finally(() => process.exit(130));
}

async function startServer(): Promise<TestServer> {
  const directory = await makeDatabaseDirectory('test');
  // At the exit, so that no way to end is forgotten; PostgreSQL, stopped by a hook of its own, may still be writing.
  const removeDirectory = () => rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
  const embedded = await startEmbedded({ dataDirectory: directory, settings: FAST }).finally(() =>
    process.once('exit', removeDirectory),
  );
  const used = await useServer(embedded.url);
  const stop = async () => {
    await used.admin.destroy();
    await embedded.stop();
  };
  return { ...used, stop };
}

function joinServer(shared: string): TestServer {
  const [url, template] = z.tuple([z.string(), z.string()]).parse(JSON.parse(shared));
  const admin = connect({ url, poolSize: 2 });
  return { url, admin, template, urlOf: urlsOn(url), stop: () => admin.destroy() };
}

const urlsOn = (url: string) => (database: string) => {
  // Not new URL(): it refuses the empty host that goes with a socket directory.
  const [, before = '', query = ''] = /^(\w+:\/\/[^/]*)[^?]*(.*)$/s.exec(url) ?? [];
  return `${before}/${database}${query}`;
};

async function useServer(url: string): Promise<TestServer> {
  const admin = connect({ url, poolSize: 2 });
  const urlOf = urlsOn(url);
  const template = uniqueName('template');
  await admin.raw('create database ??', [template]);
  const knex = connect({ url: urlOf(template), poolSize: 1 });
  await migrate(knex).finally(() => knex.destroy());
  const stop = async () => {
    await admin.raw('drop database ?? with (force)', [template]);
    await admin.destroy();
  };
  return { url, admin, template, urlOf, stop };
}

/** Says that it may be deleted, and lets two runs share a server. */
const uniqueName = (name: string) =>
  `handover_test_${name.replace(/\W+/g, '_').toLowerCase().slice(0, 30)}_${randomBytes(4).toString('hex')}`;
