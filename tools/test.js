// All tests, with the check of types beside them: it takes what time the tests leave of the processors, and what it
// finds is told after them. What is tested is compiled first. Arguments are mocha's.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { run } from './run.js';

const ended = (child) => new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));

const CHECK = ['--max-semi-space-size=32', 'tools/check-types.js'];

async function test() {
  // Ctrl-C reaches all of them, and the tests have something to put in order.
  process.on('SIGINT', () => undefined);
  const checking = run(CHECK, constants.priority.PRIORITY_LOW);
  const mocha = ['node_modules/mocha/bin/mocha.js', '--config', 'test/all.cjs', ...process.argv.slice(2)];
  const tested = await ended(spawn(process.execPath, mocha, { stdio: 'inherit' }));
  const { code, said } = await checking;
  if (code !== 0) process.stdout.write(`\n${said}`);
  return tested || code;
}

const { status } = spawnSync(process.execPath, ['tools/build.js'], { stdio: 'inherit' });
process.exitCode = status === 0 ? await test() : 1;
