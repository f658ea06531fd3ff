import { readFile, readlink } from 'node:fs/promises';
import { run } from './account.ts';

export interface RunningProcess {
  readonly parent: number;
  /** Program and arguments, parted by spaces. */
  readonly command: string;
  /** Where it works; empty when the system does not say. */
  readonly directory: string;
}

/**
 * Reads what the operating system knows of a process; null when there is none. A zombie is none: an orphan that has
 * ended stays one for ever in a container whose first process reaps nothing.
 */
export async function findProcess(pid: number): Promise<RunningProcess | null> {
  if (process.platform === 'linux') return fromProc(pid);
  if (process.platform === 'win32') return isAlive(pid) ? { parent: 0, command: '', directory: '' } : null;
  return fromPs(pid);
}

/** Not `ps`: slim container images have none. */
async function fromProc(pid: number): Promise<RunningProcess | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, and may itself hold spaces and parentheses.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return { parent: Number(parent), command: command.replaceAll('\0', ' '), directory };
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<RunningProcess | null> {
  const { output } = await run('ps', ['-ww', '-o', 'ppid=,stat=,command=', '-p', String(pid)], null);
  const found = /^\s*(\d+)\s+(\S+)\s+(.*)$/s.exec(output);
  if (!found || found[2]?.startsWith('Z')) return null;
  return { parent: Number(found[1]), command: found[3] ?? '', directory: '' };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
