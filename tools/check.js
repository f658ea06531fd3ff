// Types with the lint, which asks for them, and format side by side. Each remembers what it found in order, as far as
// that cannot have changed since. With --compile, what looks at the format compiles src for the tests afterwards: the
// lint takes longer.
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

async function checkFormat() {
  const isFine = await check(FORMAT);
  // The check of types says what cannot be compiled.
  if (process.argv.includes('--compile')) await run(['tools/build.js']);
  return isFine;
}

const fine = await Promise.all([check(['tools/lint.js']), checkFormat()]);
process.exitCode = fine.every(Boolean) ? 0 : 1;
