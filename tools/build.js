// Compiles src into dist, unless dist was made of the very same files. Plain JavaScript, for it runs before anything is
// compiled; run in the project's folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const CONFIG = 'tsconfig.build.json';
/** What decides over the output besides the sources; the lock file names the compiler's version. */
const DECIDING = ['tsconfig.json', CONFIG, 'package-lock.json'];
/** Holds the digest of what dist was made of. */
const STAMP = join('dist', '.made-of');

const filesIn = (directory) =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });

function digestOfSources() {
  const digest = createHash('sha256');
  for (const path of [...DECIDING, ...filesIn('src').sort()]) {
    const content = readFileSync(path);
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  return digest.digest('hex');
}

/** The compiler leaves what it made of a source that is gone. */
function removeOrphans() {
  for (const path of filesIn('dist')) {
    const [, stem] = /^dist[\\/](.+)\.js(?:\.map)?$/.exec(path) ?? [];
    if (stem !== undefined && !existsSync(join('src', `${stem}.ts`))) rmSync(path);
  }
}

const sources = digestOfSources();
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== sources) {
  process.stderr.write('Compiling…\n');
  rmSync(STAMP, { force: true });
  const compiler = createRequire(resolve('package.json')).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', CONFIG], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) {
    removeOrphans();
    writeFileSync(STAMP, sources);
  }
  process.exitCode = status ?? 1;
}
