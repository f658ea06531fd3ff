// Types with the lint, which asks for them, and format side by side. Each remembers what it found in order, as far as
// that cannot have changed since.
import { join } from 'node:path';
import { run } from './run.js';

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
