import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's packages of the programs that read the files of deploy/, and of the database that a backup is made of. */
const PACKAGES = ['nginx', 'haproxy', 'caddy', 'prometheus', 'systemd', 'openssl', 'postgresql'] as const;

/** The programs, each of one of the packages. */
const PROGRAMS = [
  'nginx',
  'haproxy',
  'caddy',
  'prometheus',
  'promtool',
  'systemd-analyze',
  'openssl',
  'initdb',
  'pg_dump',
] as const;

/** The environment in which the programs are found. */
export type Programs = NodeJS.ProcessEnv;

/**
 * Makes sure that the programs are there. Those that are not installed are unpacked into the folder from Debian's
 * packages: nothing is installed, and none of their services is started.
 * @returns the environment to run them in, or one sentence saying what is missing and why it stays so
 */
export function findPrograms(folder: string): Programs | string {
  const root = join(folder, 'programs');
  const unpacked = ['usr/sbin', 'usr/bin', 'bin'].map((path) => join(root, path));
  const pathHere = (): string =>
    [...postgresqlIn('/'), ...postgresqlIn(root), ...unpacked, process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(':');
  const env = {
    ...process.env,
    PATH: pathHere(),
    LD_LIBRARY_PATH: join(root, 'usr/lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
  };
  const missing = (): readonly string[] => PROGRAMS.filter((name) => spawnSync('which', [name], { env }).status !== 0);
  if (missing().length === 0) return env;

  const sentence = `These programs are missing: ${missing().join(', ')}`;
  if (spawnSync('apt-get', ['--version']).status !== 0) return `${sentence}; there is no apt-get to fetch them.`;
  if (process.getuid?.() !== 0) return `${sentence}; only root can fetch their packages.`;
  try {
    unpackPackages(join(folder, 'packages'), root);
  } catch (error) {
    return `${sentence}; apt-get could not fetch them: ${error instanceof Error ? error.message : String(error)}.`;
  }
  env.PATH = pathHere();
  const still = missing();
  return still.length === 0 ? env : `These programs are in no package: ${still.join(', ')}.`;
}

/** Debian has the programs of each PostgreSQL in a folder of their own; those in /usr/bin need more than they. */
function postgresqlIn(root: string): readonly string[] {
  const folder = join(root, 'usr/lib/postgresql');
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, 'bin')) : [];
}

function unpackPackages(archives: string, root: string): void {
  mkdirSync(join(archives, 'partial'), { recursive: true });
  mkdirSync(root);
  const quiet = { stdio: 'ignore' } as const;
  execFileSync('apt-get', ['update'], quiet);
  const fetch = ['install', '--download-only', '--yes', '--no-install-recommends'];
  execFileSync('apt-get', [...fetch, '--option', `Dir::Cache::archives=${archives}`, ...PACKAGES], quiet);
  for (const name of readdirSync(archives).filter((each) => each.endsWith('.deb'))) {
    execFileSync('dpkg-deb', ['--extract', join(archives, name), root], quiet);
  }
}
