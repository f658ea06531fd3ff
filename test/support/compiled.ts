import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** What the process that starts the others has made sure of for them. */
const COMPILED = 'HANDOVER_TEST_COMPILED';

/** What npm tells a program that it starts, which then names its commands as npm's. */
export const BY_NPM = { npm_lifecycle_event: 'start' };

/** Where Node keeps what it makes of the modules of a program, from version 22 on: a tenth of a start. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: `${PROJECT}node_modules/.cache/handover/modules` };

/**
 * Makes sure that `dist` is what `src` says now, as `npm start` does, so that a test may start a program from there: a
 * start through the TypeScript loader takes twice the processor time, and a run of all tests starts a hundred.
 */
export function ensureCompiled(): void {
  if (process.env[COMPILED] !== undefined) return;
  const { status, stdout } = spawnSync(process.execPath, ['tools/build.js'], { cwd: PROJECT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`src cannot be compiled:\n${stdout}`);
  process.env[COMPILED] = 'yes';
}
