// Types with the lint, which asks for them, and format side by side. Each remembers what it found in order, as far as
// that cannot have changed since.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The format of a file depends on no other. */
const FORMAT = [
  'node_modules/prettier/bin/prettier.cjs',
  '--check',
  '.',
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  join('node_modules', '.cache', 'handover', 'format'),
];

/** Runs a program and gives its code and what it said. */
const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('close', (code) => resolve({ code, said }));
  });

/** Shows what a check said if it found anything. */
async function check(args) {
  const { code, said } = await run(args);
  if (code !== 0) process.stdout.write(said);
  return code === 0;
}

/** Much is made and soon forgotten: more room for it spares a tenth of the time. */
const LINT = ['--max-semi-space-size=32', 'tools/lint.js'];

const fine = await Promise.all([check(LINT), check(FORMAT)]);
process.exitCode = fine.every(Boolean) ? 0 : 1;
