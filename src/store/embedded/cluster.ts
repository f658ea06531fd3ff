import { chown, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Account, run } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedStartFailed } from './failure.ts';
import { findProcess } from './process-table.ts';

export const SUPERUSER = 'handover';

/**
 * Makes the cluster unless there is one. It is made beside its place and renamed, so that a crash in between leaves
 * nothing that a later start could take for a cluster.
 */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  options: { readonly durable: boolean; readonly onMake?: () => void },
): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new EmbeddedStartFailed(`The database in ${cluster} belongs to another user.`, error.message);
  });
  if (version !== null) return refuseOtherVersion(cluster, version.trim(), binaries);

  await removeAbandoned(cluster);
  const partial = await mkdtemp(`${cluster}.partial-${process.pid}-`).catch(async (error: NodeJS.ErrnoException) => {
    throw error.code === 'EACCES' ? await refuseForeignDirectory(dirname(cluster), error) : error;
  });
  options.onMake?.();
  try {
    if (account) await chown(partial, account.uid, account.gid);
    await initialise(partial, binaries, account, options);
    await rename(partial, cluster).catch(async (error: NodeJS.ErrnoException) => {
      // Another process was faster; which of us serves the cluster is settled by PostgreSQL's own lock.
      if (!(await readFile(join(cluster, 'PG_VERSION')).catch(() => null))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** Says to whom a directory belongs that this process may not write to, such as a bind mount in a container. */
async function refuseForeignDirectory(directory: string, { message }: Error): Promise<EmbeddedStartFailed> {
  const owner = await stat(directory).then(
    ({ uid }) => (uid === 0 ? 'root' : `uid ${uid}`),
    () => 'somebody else',
  );
  return new EmbeddedStartFailed(
    `The data directory ${directory} belongs to ${owner} and cannot be written to by uid ${process.geteuid?.()}.`,
    message,
  );
}

/** The major version is the one thing PostgreSQL cannot take over from an older data directory. */
async function refuseOtherVersion(cluster: string, version: string, binaries: Binaries): Promise<void> {
  const { output } = await run(binaries.postgres, ['--version'], null);
  if (new RegExp(`\\b${version}\\.`).test(output)) return;
  throw new EmbeddedStartFailed(
    `The database in ${cluster} was made by PostgreSQL ${version} and must be dumped and restored for ${output}.`,
  );
}

/** Deletes half-made clusters of processes that are gone. */
async function removeAbandoned(cluster: string): Promise<void> {
  const prefix = `${basename(cluster)}.partial-`;
  for (const name of await readdir(dirname(cluster))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (await findProcess(pid)) continue;
    await rm(join(dirname(cluster), name), { recursive: true, force: true });
  }
}

async function initialise(
  directory: string,
  binaries: Binaries,
  account: Account | null,
  { durable }: { readonly durable: boolean },
): Promise<void> {
  const finished = await run(
    binaries.initdb,
    [
      `--pgdata=${directory}`,
      `--username=${SUPERUSER}`,
      '--encoding=UTF8',
      // Order and case follow Unicode by code that comes with PostgreSQL: they do not change with the system's libc.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-instructions',
      // No connection is accepted before the cluster has a password (password.ts).
      '--auth=reject',
      ...(durable ? [] : ['--no-sync']),
    ],
    account,
  );
  if (finished.code === 0) return;
  throw new EmbeddedStartFailed(`PostgreSQL could not make a database in ${directory}.`, lastLines(finished.output));
}

/** The last lines of a log, as many as fit on a screen with what else there is to say. */
export const lastLines = (log: string): string => log.trimEnd().split('\n').slice(-10).join('\n');
