import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { parse } from 'node:path';

/** The operating system account PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The end of a program that was run. */
export interface ProgramResult {
  /** The exit code; null when the program could not be started or was killed. */
  readonly code: number | null;
  readonly output: string;
}

/** Where no account is called nobody, its traditional number needs no entry to be used. */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/** Reports whether this process is root, whom PostgreSQL refuses to serve. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Chooses the account PostgreSQL runs as: the owner of an existing cluster, else `postgres`, else `nobody`.
 * Null means the account of this process, the only one possible unless it is root.
 */
export async function chooseAccount(cluster: string): Promise<Account | null> {
  if (!isRoot()) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner) return { uid: owner.uid, gid: owner.gid };
  return (await findAccount('postgres')) ?? (await findAccount('nobody')) ?? NOBODY;
}

/** Asks `id` rather than /etc/passwd, because accounts may live in a directory service (or, on macOS, elsewhere). */
async function findAccount(name: string): Promise<Account | null> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name], null), run('id', ['-g', name], null)]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** Reports whether the account can enter a directory, by trying: mode bits alone say nothing of ACLs or parents. */
export async function canEnter(account: Account | null, directory: string): Promise<boolean> {
  if (!account) return true;
  return (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], account)).code === 0;
}

/**
 * How to start a program as the account. Node drops the supplementary groups of root together with its uid (libuv
 * calls setgroups(0) first). The environment is our own: ours may hold passwords and another account may read it.
 */
export function asAccount(account: Account | null): {
  uid?: number;
  gid?: number;
  cwd: string;
  env: Record<string, string>;
} {
  const { PATH = '', SystemRoot } = process.env;
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: parse(tmpdir()).root,
    env: { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot && { SystemRoot }) },
  };
}

/**
 * Runs a program to its end as the account, with its input if it has one, and collects what it prints; never throws.
 */
export function run(
  file: string,
  args: readonly string[],
  account: Account | null,
  input?: string,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { ...asAccount(account), windowsHide: true }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      resolve({ code, output: `${stdout}${stderr || (code === null ? String(error?.message) : '')}`.trim() });
    });
    if (input === undefined) return;
    // A program that could not be started, or has ended, says so by itself.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
