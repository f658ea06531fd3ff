import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** As long as notices are kept. */
const KEPT_MS = 30 * 86_400_000;

/** Files of the file transport, finished or left unfinished when the power failed. */
const OURS = /\.eml(\.[0-9a-f-]{36}\.tmp)?$/;

/** Deletes mail files of the folder that are older than 30 days; gives how many. No folder: none. */
export async function pruneMailFiles(folder: string, now: Date): Promise<number> {
  let count = 0;
  for (const name of await namesIn(folder)) {
    if (!OURS.test(name)) continue;
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity })); // Another process was quicker.
    if (now.getTime() - mtimeMs < KEPT_MS) continue;
    await rm(path, { force: true });
    count += 1;
  }
  return count;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
