import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { readPostmaster } from '../../src/store/embedded/postmaster.ts';

/** A PostgreSQL of our own that promises what a real one promises: every commit is on the disk. */
export interface Scratch {
  readonly directory: string;
  readonly postmasterPid: number;
  /** For pgbench: the directory of the socket, or a host name. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly urlOf: (database: string) => string;
  readonly createDatabase: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The limit alone takes 64; the servers and the fillers come on top. */
const SETTINGS = { max_connections: '200', fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** Starts it in a new directory, below `parent` when the disk matters, with `more` settings than those above. */
export async function startScratch(parent = tmpdir(), more: Readonly<Record<string, string>> = {}): Promise<Scratch> {
  const directory = await mkdtemp(join(parent, 'handover-bench-'));
  // Root's PostgreSQL runs as another account, which must be able to enter.
  await chmod(directory, 0o755);
  const embedded = await startEmbedded({ dataDirectory: directory, settings: { ...SETTINGS, ...more } });
  const postmaster = await readPostmaster(embedded.directory);
  const { host, port, user, database, password = '' } = embedded.connection;
  return {
    directory,
    postmasterPid: postmaster?.pid ?? 0,
    host,
    port,
    user,
    password,
    // Not new URL(): it refuses the empty host that goes with a socket directory.
    urlOf: (name) => embedded.url.replace(`/${database}?`, `/${name}?`),
    async createDatabase(name) {
      const client = new pg.Client({ connectionString: embedded.url });
      await client.connect();
      await client.query(`create database ${name}`).finally(() => client.end());
    },
    async stop() {
      await embedded.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
