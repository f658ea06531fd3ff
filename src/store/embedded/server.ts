import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, chown, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, asAccount, canEnter, run } from './account.ts';
import type { Binaries } from './binaries.ts';
import { lastLines } from './cluster.ts';
import { EmbeddedStartFailed } from './failure.ts';
import { ownerSetting, readPostmaster, removeSocketDirectory, SOCKET_PREFIX } from './postmaster.ts';

export interface Server {
  /** The directory of its socket, or 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  /** Resolves once when PostgreSQL has ended, asked to or not. */
  readonly ended: Promise<void>;
  /** Ends the sessions, writes what is to be written and waits for the end. */
  readonly stop: () => Promise<void>;
}

/**
 * For a small server; each can be overridden. Durability is PostgreSQL's default, so it is not named here. The WAL is
 * not compressed: the only method these builds have, pglz, costs 0.1 ms a page (docs/operating.md).
 */
const SETTINGS = {
  shared_buffers: '128MB',
  max_connections: '50',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  cluster_name: 'handover',
};

/** sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero and `/.s.PGSQL.5432` among them. */
const SOCKET_DIRECTORY_LENGTH = 104 - 1 - '/.s.PGSQL.5432'.length;
const START_MS = 300_000;
const STOP_MS = 60_000;
const LOG_BYTES = 1_000_000;

/** Starts postgres on the cluster and waits until it takes connections. */
export async function startServer(
  cluster: string,
  logFile: string,
  binaries: Binaries,
  account: Account | null,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  const address = process.platform === 'win32' ? await freePort() : await makeSocketDirectory(account, cluster);
  const logStart = await rotate(logFile);
  const log = await open(logFile, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', cluster, ...args({ ...SETTINGS, ...settings, ...address.settings })], {
    ...asAccount(account),
    // A process group of its own: Ctrl-C of a terminal is for this process, which stops PostgreSQL after the last
    // request.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  // The listener is what keeps a server alive, not its database.
  child.unref();

  const ended = once(child, 'exit').then(
    () => removeSocketDirectory(address.host),
    () => removeSocketDirectory(address.host),
  );
  // A process that exits without stopping its database still ends it, though it cannot wait any more.
  const onExit = () => {
    child.kill('SIGINT');
    if (isAbsolute(address.host)) rmSync(address.host, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  void ended.then(() => process.off('exit', onExit));
  await log.close();

  const stop = () => stopServer(child, ended, cluster, binaries, account);
  if (await becomesReady(cluster, child)) return { ...address, ended, stop };
  await stop();
  const written = await readFile(logFile).catch(() => Buffer.alloc(0));
  throw new EmbeddedStartFailed(
    `PostgreSQL did not start in ${cluster}; its log is ${logFile}.`,
    lastLines(written.subarray(logStart).toString()),
  );
}

const args = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .concat(ownerSetting())
    .flatMap((setting) => ['-c', setting]);

/**
 * Makes a directory with a short path that the account can reach and nobody else can enter: beside the cluster where no
 * temporary directory can be written to, as in a container whose root cannot.
 */
async function makeSocketDirectory(account: Account | null, cluster: string) {
  const beside = dirname(resolve(cluster));
  // PostgreSQL reads a list of directories.
  const parents = new Set([tmpdir(), '/tmp', '/var/tmp', ...(/[,"\s]/.test(beside) ? [] : [beside])]);
  for (const parent of parents) {
    const host = await mkdtemp(join(parent, SOCKET_PREFIX)).catch(() => null);
    if (!host) continue;
    await chmod(host, 0o700);
    if (account) await chown(host, account.uid, account.gid);
    if (Buffer.byteLength(host) <= SOCKET_DIRECTORY_LENGTH && (await canEnter(account, host))) {
      return { host, port: 5432, settings: { listen_addresses: '', port: '5432', unix_socket_directories: host } };
    }
    await rm(host, { recursive: true });
  }
  throw new EmbeddedStartFailed(`No directory will hold the database's socket: ${[...parents].join(', ')}.`);
}

/** Between finding the port and using it somebody else may take it; PostgreSQL then refuses to start and says so. */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  const port = typeof address === 'object' && address ? address.port : 0;
  return { host: '127.0.0.1', port, settings: { listen_addresses: '127.0.0.1', port: String(port) } };
}

/** Keeps one older log, and returns where in the file this start's lines begin. */
async function rotate(logFile: string): Promise<number> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size < LOG_BYTES) return size;
  await rename(logFile, `${logFile}.1`);
  return 0;
}

/** Waits for the word in `postmaster.pid`, as pg_ctl does: trying to connect would fill the log with refusals. */
async function becomesReady(cluster: string, child: ChildProcess): Promise<boolean> {
  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await delay(20)) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    const postmaster = await readPostmaster(cluster);
    if (postmaster?.ready && (postmaster.pid === child.pid || process.platform === 'win32')) return true;
  }
  return false;
}

async function stopServer(
  child: ChildProcess,
  ended: Promise<void>,
  cluster: string,
  binaries: Binaries,
  account: Account | null,
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return ended;
  // Once unreferenced, the child would not keep this process waiting for it.
  child.ref();
  if (process.platform === 'win32') await run(binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast'], account);
  else child.kill('SIGINT');
  // An immediate shutdown loses nothing either, but leaves the next start a recovery.
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
  await ended;
  clearTimeout(impatience);
}
