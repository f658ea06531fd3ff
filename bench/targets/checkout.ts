import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Checkout {
  readonly label: string;
  readonly root: string;
  readonly remove: () => Promise<void>;
}

/** Checks a revision out beside the working tree, with the same packages. */
export async function checkOut(root: string, revision: string): Promise<Checkout> {
  const label = await describe(root, revision);
  const directory = await mkdtemp(join(tmpdir(), 'handover-revision-'));
  await run('git', ['worktree', 'add', '--detach', '--force', directory, revision], { cwd: root });
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'), 'dir');
  return {
    label,
    root: directory,
    async remove() {
      await run('git', ['worktree', 'remove', '--force', directory], { cwd: root });
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * The short name of a commit.
 *
 * @throws Error in one sentence when there is no such revision
 */
async function describe(root: string, revision: string): Promise<string> {
  try {
    return (
      await run('git', ['rev-parse', '--short', '--verify', `${revision}^{commit}`], { cwd: root })
    ).stdout.trim();
  } catch {
    throw new Error(`${revision} is no revision of this repository.`);
  }
}

/** The commit of the working tree, marked when there are changes; null outside of git. */
export async function describeWorkingTree(root: string): Promise<string | null> {
  const described = await run('git', ['describe', '--always', '--dirty', '--exclude', '*'], { cwd: root }).catch(
    () => null,
  );
  return described?.stdout.trim() ?? null;
}
