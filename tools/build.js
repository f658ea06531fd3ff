// Compiles src into dist and renders the documents into dist/docs, each unless it was made of the very same files.
// Types are looked at with --types only, which takes three times as long: who starts a clone need not wait for it.
// Plain JavaScript, for it runs before anything is compiled; run in the project's folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const CONFIG = 'tsconfig.build.json';
/** What decides over the output; the lock file names the versions of the compiler and of the Markdown library. */
const OF_PROGRAM = ['tsconfig.json', CONFIG, 'package-lock.json', 'src'];
const OF_DOCUMENTS = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'LICENSE', 'docs', 'deploy', 'wsdl'],
  ...['tools/docs', 'src/wire/html', 'src/server/product.ts', 'package.json', 'package-lock.json'],
];
/** Hold the digest of what each was made of. */
const STAMP = join('dist', '.made-of');
const STAMP_OF_DOCUMENTS = join('dist', '.docs-made-of');

const filesIn = (directory) =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });

function digestOf(sources) {
  const digest = createHash('sha256');
  for (const path of sources
    .filter(existsSync)
    .flatMap((each) => (statSync(each).isDirectory() ? filesIn(each).sort() : [each]))) {
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

const isMadeOf = (stamp, sources) => existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;

function compile() {
  const isChecking = process.argv.includes('--types');
  const sources = digestOf(OF_PROGRAM);
  const checked = `${sources} types checked`;
  if (isMadeOf(STAMP, checked) || (!isChecking && isMadeOf(STAMP, sources))) return 0;
  process.stderr.write('Compiling…\n');
  rmSync(STAMP, { force: true });
  const compiler = createRequire(resolve('package.json')).resolve('typescript/bin/tsc');
  const args = [compiler, '-p', CONFIG, ...(isChecking ? [] : ['--noCheck'])];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === 0) {
    removeOrphans();
    writeFileSync(STAMP, isChecking ? checked : sources);
  }
  return status ?? 1;
}

function renderDocuments() {
  if (!existsSync('docs')) return 0;
  const sources = digestOf(OF_DOCUMENTS);
  if (isMadeOf(STAMP_OF_DOCUMENTS, sources)) return 0;
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/docs/generate.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) writeFileSync(STAMP_OF_DOCUMENTS, sources);
  return status ?? 1;
}

process.exitCode = compile() || renderDocuments();
