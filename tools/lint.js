// Checks types, and lints what may have come to break a rule since it was last found in order. The rules look at types,
// so that a file can break one by a change in another: a file is linted anew when it, a module that it imports by
// whatever way, a package or the configuration has changed. ESLint's own cache knows of the file alone. The compiler
// looks first, by its own memory, and the rules ask the program it has looked at: to look at all types twice takes half
// as long again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { checkTypes } from './types.js';

/** Holds the key of each file that was in order. */
const KNOWN = join('node_modules', '.cache', 'handover', 'lint.json');
/** What decides besides the sources; the lock file names the versions of the linter, the compiler and all types. */
const DECIDING = ['eslint.config.js', 'tsconfig.json', 'package-lock.json'];
const SKIPPED = new Set(['node_modules', 'dist', 'data', 'coverage']);

const filesIn = (directory) =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(directory, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || SKIPPED.has(entry.name) ? [] : filesIn(path);
    return /\.(?:[cm]?js|ts)$/.test(entry.name) ? [path] : [];
  });

const files = filesIn('.');
const contents = new Map(files.map((path) => [path, readFileSync(path, 'utf8')]));
const digest = (...texts) =>
  texts.reduce((hash, text) => hash.update(`${text.length}\0${text}`), createHash('sha256')).digest('hex');
const decided = digest(...DECIDING.map((path) => readFileSync(path, 'utf8')));

/** Our modules that a file names in quotes; one that only looks like a module costs nothing. */
const importsOf = (path) =>
  [...contents.get(path).matchAll(/['"](\.\.?\/[^'"\n]+)['"]/g)]
    .map(([, name]) => posix.join(posix.dirname(path), name))
    .filter((name) => contents.has(name));
const imports = new Map(files.map((path) => [path, importsOf(path)]));

/** A file with all that it imports, directly or not. */
function reachedFrom(path, reached = new Set()) {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const name of imports.get(path)) reachedFrom(name, reached);
  return reached;
}

const keyOf = (path) => digest(decided, ...[...reachedFrom(path)].sort().flatMap((each) => [each, contents.get(each)]));
const keys = Object.fromEntries(files.map((path) => [path, keyOf(path)]));
const known = existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, 'utf8')) : {};
const changed = files.filter((path) => known[path] !== keys[path]);

const types = checkTypes();
const asked = { projectService: false, programs: [types.program] };
const linter = new ESLint({ overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: asked } } });
const results = changed.length === 0 ? [] : await linter.lintFiles(changed);
const isClean = ({ errorCount, warningCount }) => errorCount + warningCount === 0;
const bad = new Set(results.filter((result) => !isClean(result)).map(({ filePath }) => filePath));
mkdirSync(dirname(KNOWN), { recursive: true });
const inOrder = files.filter((path) => !bad.has(resolve(path)));
writeFileSync(KNOWN, JSON.stringify(Object.fromEntries(inOrder.map((path) => [path, keys[path]]))));
process.stdout.write(types.faults + (await (await linter.loadFormatter()).format(results)));
process.exitCode = types.faults !== '' || results.some(({ errorCount }) => errorCount > 0) ? 1 : 0;
