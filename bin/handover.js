#!/usr/bin/env node
// The command. In a clone it compiles what has changed first; where only what runs is installed there is nothing to
// compile with, and nothing to compile.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function canCompile() {
  if (!existsSync(`${root}/src`)) return false;
  try {
    createRequire(import.meta.url).resolve('typescript/bin/tsc');
    return true;
  } catch {
    return false;
  }
}

const build = () => spawnSync(process.execPath, ['tools/build.js'], { cwd: root, stdio: 'inherit' });

if (canCompile() && build().status !== 0) {
  process.exitCode = 1;
} else {
  await import('../dist/cli.js');
}
