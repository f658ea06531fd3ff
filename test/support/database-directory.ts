import { statfsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 2 * 2 ** 30;

/**
 * Makes a directory for a database of the tests that its PostgreSQL can enter: in memory, where the machine has room
 * for it, because a database is a thousand files and each test file copies three hundred of them.
 */
export async function makeDatabaseDirectory(name: string): Promise<string> {
  const directory = await mkdtemp(join(hasRoom() ? IN_MEMORY : tmpdir(), `handover-${name}-`));
  // Root's PostgreSQL runs as another account.
  await chmod(directory, 0o755);
  return directory;
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
