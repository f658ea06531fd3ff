import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second on every platform Node runs on (USER_HZ). */
const TICK_US = 10_000;

interface Usage {
  readonly parent: number;
  readonly own: number;
  readonly reapedChildren: number;
}

/** Reads what a process has used so far, in µs of user and system time; null where there is no /proc, or no process. */
export async function cpuOf(pid: number): Promise<number | null> {
  return (await usageOf(pid))?.own ?? null;
}

/** The same for PostgreSQL: the postmaster, its children, and the children it has buried. */
export async function cpuOfPostgres(postmasterPid: number): Promise<number | null> {
  const postmaster = await usageOf(postmasterPid);
  if (!postmaster) return null;
  const usages = await Promise.all((await processes()).map(usageOf));
  return usages
    .filter((usage) => usage?.parent === postmasterPid)
    .reduce((sum, usage) => sum + (usage?.own ?? 0), postmaster.own + postmaster.reapedChildren);
}

/** Resident memory in bytes, and at its highest; null where there is no /proc. */
export async function memoryOf(pid: number): Promise<{ readonly now: number; readonly highest: number } | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const bytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024;
  return status === '' ? null : { now: bytes('VmRSS'), highest: bytes('VmHWM') };
}

async function processes(): Promise<number[]> {
  return (await readdir('/proc')).map(Number).filter((pid) => pid > 0);
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
