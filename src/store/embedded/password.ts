import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, run } from './account.ts';
import type { Binaries } from './binaries.ts';
import { lastLines, SUPERUSER } from './cluster.ts';
import { EmbeddedStartFailed } from './failure.ts';
import { ownerSetting } from './postmaster.ts';

/**
 * Who may connect. The socket lies in a directory that only PostgreSQL's account can enter, but others may run as that
 * account too: with root it is that of the machine's own PostgreSQL, or of every daemon that is nobody. Windows has no
 * Unix sockets for PostgreSQL's clients.
 */
const RULES =
  process.platform === 'win32'
    ? `# Written by Handover.\nhost all ${SUPERUSER} 127.0.0.1/32 scram-sha-256\n`
    : `# Written by Handover.\nlocal all ${SUPERUSER} scram-sha-256\nhost all all all reject\n`;

export interface Locked {
  readonly dataDirectory: string;
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account | null;
}

/**
 * Makes the cluster demand the password in `<dataDirectory>/password`, which only this process's account can read: a
 * new cluster, and one made when every connection was trusted. The cluster must not be served meanwhile.
 * @param anew sets the password also where it is demanded already
 * @throws EmbeddedStartFailed when the password can neither be read nor set
 */
export async function lockCluster(locked: Locked, { anew = false } = {}): Promise<void> {
  const { dataDirectory, cluster } = locked;
  const rules = await readFile(join(cluster, 'pg_hba.conf'), 'utf8').catch(() => '');
  const known = await readPassword(dataDirectory);
  if (rules === RULES && known !== null && !anew) return;
  await setPassword(locked, known ?? (await makePassword(dataDirectory)));
  // Last: a start that comes to its end half way begins again.
  await writeRules(locked);
}

/** The password of the cluster; null when there is none, as before clusters had one, or none of ours. */
export async function readPassword(dataDirectory: string): Promise<string | null> {
  const file = passwordFile(dataDirectory);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new EmbeddedStartFailed(`The database's password in ${file} cannot be read.`, error.message);
  });
  return /^[\w-]{16,}$/.test(text.trim()) ? text.trim() : null;
}

const passwordFile = (dataDirectory: string): string => join(dataDirectory, 'password');

/** Two processes that start at once both use the password that is written first. */
async function makePassword(dataDirectory: string): Promise<string> {
  const own = await writePrivate(passwordFile(dataDirectory), `${randomBytes(24).toString('base64url')}\n`, null);
  await link(own, passwordFile(dataDirectory)).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    // A file without a password was written to a full disk.
    if ((await readPassword(dataDirectory)) === null) await rename(own, passwordFile(dataDirectory));
  });
  await rm(own, { force: true });
  const password = await readPassword(dataDirectory);
  if (password === null) throw new EmbeddedStartFailed(`No password could be written to ${dataDirectory}.`);
  return password;
}

/** PostgreSQL without its network asks nobody who they are, and takes the statement where nobody can read it. */
async function setPassword({ cluster, binaries, account }: Locked, password: string): Promise<void> {
  // The output of PostgreSQL may be shown: the statement must not be in it.
  const settings = [ownerSetting(), 'log_checkpoints=off', 'log_min_error_statement=panic'];
  const args = ['--single', '-D', cluster, ...settings.flatMap((setting) => ['-c', setting]), 'postgres'];
  const statement = `alter role ${SUPERUSER} password '${password}'\n`;
  const { code, output } = await run(binaries.postgres, args, account, statement);
  if (code === 0 && !output.includes('ERROR')) return;
  throw new EmbeddedStartFailed(`PostgreSQL could not give the database in ${cluster} a password.`, lastLines(output));
}

async function writeRules({ cluster, account }: Locked): Promise<void> {
  const file = join(cluster, 'pg_hba.conf');
  await rename(await writePrivate(file, RULES, account), file);
}

/** Writes a file beside its place, never through a link that somebody has laid there, and gives its name. */
async function writePrivate(place: string, text: string, owner: Account | null): Promise<string> {
  const path = `${place}.${randomBytes(6).toString('hex')}`;
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    if (owner) await file.chown(owner.uid, owner.gid);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}
