import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { ensureCluster, SUPERUSER } from './cluster.ts';
import { EmbeddedStartFailed } from './failure.ts';
import { lockCluster, readPassword, type Locked } from './password.ts';
import { chooseLocation } from './location.ts';
import { claimCluster, readPostmaster, serves } from './postmaster.ts';
import { findProcess } from './process-table.ts';
import { type Server, startServer } from './server.ts';

const DATABASE = 'handover';

export interface EmbeddedConnection {
  /** The directory of PostgreSQL's Unix socket; 127.0.0.1 on Windows. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Absent where a Handover from before clusters had one serves it. */
  readonly password?: string;
}

export interface EmbeddedAddress {
  readonly connection: EmbeddedConnection;
  /** The same as a URL, with the password. */
  readonly url: string;
}

export interface Embedded extends EmbeddedAddress {
  /** Where PostgreSQL keeps the data: below the data directory unless its account cannot reach that. */
  readonly directory: string;
  /** Resolves when PostgreSQL has ended, asked to or not. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDirectory: string;
  /** PostgreSQL settings that override ours. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Stands in for /var/lib/handover, which holds what root's PostgreSQL account could not reach otherwise. */
  readonly systemDirectory?: string;
  /** Called before a database is made, which takes some seconds. */
  readonly onMake?: () => void;
}

/**
 * Starts the embedded PostgreSQL on a data directory, which the first start makes, with an empty database in it.
 * @throws DataDirectoryInUse when it is served already.
 * @throws EmbeddedStartFailed with the last lines of PostgreSQL's log.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { settings = {}, systemDirectory, onMake } = options;
  const dataDirectory = resolve(options.dataDirectory);
  const { account, cluster, openCopies } = await chooseLocation(dataDirectory, systemDirectory);
  await claimCluster(cluster, dataDirectory);
  const binaries = await findBinaries(account, openCopies);
  await ensureCluster(cluster, binaries, account, { durable: settings.fsync !== 'off', ...(onMake && { onMake }) });

  const locked = { dataDirectory, cluster, binaries, account };
  const start = async (anew: boolean): Promise<Embedded> => {
    await lockCluster(locked, { anew });
    return serveCluster(locked, settings);
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(false).catch((error: unknown) => {
        // The cluster or the password comes from elsewhere.
        if (isWrongPassword(error)) return start(true);
        throw error;
      });
    } catch (error) {
      // Another process may have started PostgreSQL between the claim and now: then that is the reason.
      await claimCluster(cluster, dataDirectory);
      if (!isHeldByAnotherStart(error) || attempt === START_ATTEMPTS) throw error;
      await delay(START_PAUSE_MS);
    }
  }
}

/** Some ten seconds: another start needs the cluster for itself while it sets the password. */
const START_ATTEMPTS = 40;
const START_PAUSE_MS = 250;

/** PostgreSQL's own words for a cluster that another of its processes has open. */
const isHeldByAnotherStart = (error: unknown): boolean =>
  error instanceof EmbeddedStartFailed && error.detail.includes('postmaster.pid');

async function serveCluster(
  { dataDirectory, cluster, binaries, account }: Locked,
  settings: Readonly<Record<string, string>>,
): Promise<Embedded> {
  const server = await startServer(cluster, join(dataDirectory, 'postgres.log'), binaries, account, settings);
  try {
    const address = addressOf(server, await readPassword(dataDirectory));
    await ensureDatabase(address.connection);
    return { ...address, directory: cluster, ended: server.ended, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** SQLSTATE 28P01. */
const isWrongPassword = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '28P01';

/** Reports whether a data directory has a database in it, though it may be one that this process cannot read. */
export const holdsCluster = (dataDirectory: string): Promise<boolean> =>
  lstat(join(dataDirectory, 'cluster')).then(
    () => true,
    () => false,
  );

/** Finds the embedded PostgreSQL that another process runs on a data directory; null when none does. */
export async function findEmbedded(dataDirectory: string): Promise<EmbeddedAddress | null> {
  const cluster = await realpath(join(dataDirectory, 'cluster')).catch(() => null);
  const postmaster = cluster && (await readPostmaster(cluster));
  if (!postmaster || !postmaster.ready) return null;
  const running = await findProcess(postmaster.pid);
  if (!running || !(await serves(running, cluster))) return null;
  const { port, socketDirectory } = postmaster;
  return addressOf({ host: socketDirectory || '127.0.0.1', port }, await readPassword(dataDirectory));
}

function addressOf({ host, port }: Pick<Server, 'host' | 'port'>, password: string | null): EmbeddedAddress {
  const connection = { host, port, user: SUPERUSER, database: DATABASE, ...(password && { password }) };
  const who = password ? `${SUPERUSER}:${password}` : SUPERUSER;
  const url = isAbsolute(host)
    ? `postgresql://${who}@/${DATABASE}?host=${encodeURIComponent(host)}`
    : `postgresql://${who}@${host}:${port}/${DATABASE}`;
  return { connection, url };
}

/** Asked at every start: the first one may have ended between making the cluster and making the database. */
async function ensureDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
