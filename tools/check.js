// Types, lint and format side by side: the lint takes as long as the others together. Each remembers what it found in
// order, as far as that cannot have changed since.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const CACHE = join('node_modules', '.cache', 'handover');

/** The linter and the compiler know which file depends on which; the format of a file depends on no other. */
const CHECKS = [
  ['tools/lint.js'],
  ['node_modules/typescript/bin/tsc', '--incremental', '--tsBuildInfoFile', join(CACHE, 'types.json')],
  [
    'node_modules/prettier/bin/prettier.cjs',
    '--check',
    '.',
    '--cache',
    '--cache-strategy',
    'content',
    '--cache-location',
    join(CACHE, 'format'),
  ],
];

/** Runs a check and shows what it said when it has ended, if it found anything. */
const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('close', (code) => {
      if (code !== 0) process.stdout.write(said);
      resolve(code === 0);
    });
  });

const fine = await Promise.all(CHECKS.map(run));
process.exitCode = fine.every(Boolean) ? 0 : 1;
