import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second on every platform Node runs on (USER_HZ). */
const TICK_US = 10_000;

interface Usage {
  readonly parent: number;
  readonly own: number;
  readonly reapedChildren: number;
}

/**
 * Reads what a process has used so far with its children and those it has buried, in µs of user and system time; null
 * where there is no /proc, or no process. A server's children are its processes, the postmaster's its connections.
 */
export async function cpuOf(pid: number): Promise<number | null> {
  const first = await usageOf(pid);
  if (!first) return null;
  const children = await Promise.all((await childrenOf(pid)).map(usageOf));
  return children.reduce((sum, usage) => sum + (usage?.own ?? 0), first.own + first.reapedChildren);
}

export interface Memory {
  readonly now: number;
  readonly highest: number;
}

/** Resident memory of a process and its children in bytes, and each one's highest; null where there is no /proc. */
export async function memoryOf(pid: number): Promise<Memory | null> {
  const first = await ownMemoryOf(pid);
  if (!first) return null;
  const children = await Promise.all((await childrenOf(pid)).map(ownMemoryOf));
  return children.reduce<Memory>(
    (sum, child) => (child ? { now: sum.now + child.now, highest: sum.highest + child.highest } : sum),
    first,
  );
}

async function ownMemoryOf(pid: number): Promise<Memory | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const bytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return status === '' ? null : { now: bytes('VmRSS'), highest: bytes('VmHWM') };
}

async function childrenOf(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const usages = await Promise.all(pids.map(usageOf));
  return pids.filter((_, index) => usages[index]?.parent === parent);
}

/** Fields of proc_pid_stat(5), counted after the name, which may hold spaces and parentheses. */
async function usageOf(pid: number): Promise<Usage | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, utime = 0, stime = 0, cutime = 0, cstime = 0] = [1, 11, 12, 13, 14].map((index) => fields[index]);
  return { parent, own: (utime + stime) * TICK_US, reapedChildren: (cutime + cstime) * TICK_US };
}
