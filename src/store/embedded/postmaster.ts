import { readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataDirectoryInUse, EmbeddedStartFailed } from './failure.ts';
import { findProcess, type RunningProcess } from './process-table.ts';

/** The facts that PostgreSQL writes about itself into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Empty where there are no Unix sockets. */
  readonly socketDirectory: string;
  readonly ready: boolean;
}

/** Marks our socket directories, so that those a killed process leaves can be told from anybody else's. */
export const SOCKET_PREFIX = 'handover-';

/** Long enough for the checkpoint of a fast shutdown on a slow disk. */
const STOP_MS = 120_000;

/** Reads `postmaster.pid` of a cluster, whose lines are documented in PostgreSQL's miscadmin.h; null without one. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  const lines = text?.split('\n').map((line) => line.trim());
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), socketDirectory: lines[4] ?? '', ready: lines[7] === 'ready' };
}

/** The setting that names the process that started PostgreSQL; PostgreSQL keeps any setting that has a dot. */
export const ownerSetting = (): string => `handover.owner=${process.pid}`;

/**
 * Makes sure that nobody serves the cluster. PostgreSQL's own lock is the lock: whoever's postgres holds it has the
 * directory. A postgres is an orphan when it is no longer the child of the process that started it, which no pid
 * that came round again can feign; it is stopped like any other, so that nothing it promised is lost.
 * @throws DataDirectoryInUse when another process, or another Handover in this one, serves it.
 */
export async function claimCluster(cluster: string, dataDirectory: string): Promise<void> {
  const postmaster = await readPostmaster(cluster);
  if (!postmaster) return;
  const { pid, socketDirectory } = postmaster;
  const running = await findProcess(pid);
  if (!running) return removeSocketDirectory(socketDirectory);

  // PostgreSQL takes any living process with the number in its file for itself, and would refuse to start.
  if (!(await serves(running, cluster))) return rm(join(cluster, 'postmaster.pid'), { force: true });

  const owner = Number(/handover\.owner=(\d+)/.exec(running.command)?.[1] ?? Number.NaN);
  if (Number.isNaN(owner)) throw new DataDirectoryInUse(dataDirectory, pid);
  if (running.parent === owner) throw new DataDirectoryInUse(dataDirectory, owner);
  await stopOrphan(pid, cluster);
  await removeSocketDirectory(socketDirectory);
}

/** Reports whether a process is the PostgreSQL of a cluster: it works there, however the directory was named to it. */
export async function serves(running: RunningProcess, cluster: string): Promise<boolean> {
  if (process.platform === 'win32' || running.command.includes(cluster)) return true;
  return running.directory === (await realpath(cluster));
}

async function stopOrphan(pid: number, cluster: string): Promise<void> {
  // SIGINT is a fast shutdown: it ends the sessions, writes a checkpoint and leaves nothing to recover.
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + STOP_MS; await findProcess(pid); await delay(20)) {
    if (Date.now() > deadline) {
      throw new EmbeddedStartFailed(`The database left running in ${cluster} (process ${pid}) does not stop.`);
    }
  }
}

/** Removes what a killed process left in the temporary directory, if it is ours by its name. */
export async function removeSocketDirectory(directory: string): Promise<void> {
  if (!basename(directory).startsWith(SOCKET_PREFIX)) return;
  await rm(directory, { recursive: true, force: true });
}
