import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readlink, realpath, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canEnter, chooseAccount, isRoot, type Account } from './account.ts';
import { EmbeddedStartFailed } from './failure.ts';

/** Where a cluster lives, and the account that owns it. */
export interface ClusterLocation {
  readonly account: Account | null;
  /** PostgreSQL's own data directory, absolute and without symbolic links. */
  readonly cluster: string;
  /** Opens the directory for a copy of the programs, should they not run from node_modules. */
  readonly openCopies: () => Promise<string>;
}

/** For what root's PostgreSQL account could not reach otherwise; the last one is there on every Unix. */
const SYSTEM_DIRECTORIES = ['/var/lib/handover', '/var/tmp/handover-root'];

/**
 * Decides where the cluster lives: in `<dataDirectory>/cluster`. When this process is root and PostgreSQL's account
 * cannot enter the data directory (a clone under /root), that name becomes a symbolic link to a directory of the
 * system, so that the next start finds the same data whatever has changed meanwhile, and whoever deletes the data
 * directory starts afresh.
 */
export async function chooseLocation(dataDirectory: string, systemDirectory?: string): Promise<ClusterLocation> {
  await makeDirectory(dataDirectory).catch((error: Error) => {
    throw new EmbeddedStartFailed(`The data directory ${dataDirectory} cannot be made.`, error.message);
  });
  const directory = await realpath(dataDirectory);
  const named = join(directory, 'cluster');

  const existing = await lstat(named).catch(() => null);
  const cluster = existing?.isSymbolicLink() ? await readlink(named) : named;
  const account = await chooseAccount(cluster);
  const openSystem = () => openSystemDirectory(account, systemDirectory ? [systemDirectory] : SYSTEM_DIRECTORIES);
  const openCopies = isRoot() ? openSystem : () => Promise.resolve(directory);

  if (existing?.isSymbolicLink()) return { account, cluster, openCopies };
  if (await canEnter(account, directory)) return { account, cluster, openCopies };
  if (existing) {
    throw new EmbeddedStartFailed(`The owner of ${named} (uid ${account?.uid}) may not enter the directory above it.`);
  }

  const moved = join(await openSystem(), nameFor(directory));
  await symlink(moved, named);
  return { account, cluster: moved, openCopies };
}

/** Not Node's recursive mkdir: that tries for ever where a directory that exists takes no other, as /proc. */
async function makeDirectory(path: string): Promise<void> {
  const failed = await mkdir(path).then(
    () => null,
    (error: NodeJS.ErrnoException) => error,
  );
  if (failed === null || (await stat(path).catch(() => null))?.isDirectory()) return;
  if (failed.code !== 'ENOENT' || dirname(path) === path) throw failed;
  await makeDirectory(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    // Another process was faster.
    if (error.code !== 'EEXIST') throw error;
  });
}

/** The path, readable, with something random so that a deleted and remade directory is a new one. */
const nameFor = (directory: string) =>
  `${directory.replace(/[^A-Za-z0-9]+/g, '-').slice(-80)}-${randomBytes(4).toString('hex')}`.replace(/^-/, '');

/** Opens a directory that the account can enter and only root can write to, never one that somebody else made. */
async function openSystemDirectory(account: Account | null, candidates: readonly string[]): Promise<string> {
  for (const candidate of candidates) {
    // The mode is set again because umask takes from that of mkdir; an existing directory is left as it is.
    await mkdir(candidate, { mode: 0o755 })
      .then(() => chmod(candidate, 0o755))
      .catch(() => undefined);
    const found = await lstat(candidate).catch(() => null);
    const safe = found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0;
    if (safe && (await canEnter(account, candidate))) return candidate;
  }
  throw new EmbeddedStartFailed(
    `PostgreSQL's account (uid ${account?.uid}) needs a directory it can enter, and none of these will do: ` +
      `${candidates.join(', ')}.`,
  );
}
