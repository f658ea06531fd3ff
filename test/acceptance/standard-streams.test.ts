import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { COMPILE_CACHE, ensureCompiled } from '../support/compiled.ts';
import { ASMX_ALONE, MAIN } from '../support/server-process.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const { PATH = '' } = process.env;

/** A device that is always full, on Linux and some other systems. */
const FULL = '/dev/full';

describe('what is written to standard output and standard error', function () {
  this.timeout(60_000);
  let database: TestDatabase;

  before(async () => {
    database = await createTestDatabase('standard_streams');
    await loadDemo(database.knex);
    ensureCompiled();
  });
  after(() => database.drop());

  const run = (
    args: readonly string[],
    settings: Readonly<Record<string, string>>,
    stdio: StdioOptions,
  ): ChildProcess =>
    spawn(process.execPath, [...args], {
      cwd: PROJECT,
      env: { PATH, DATABASE_URL: database.url, DRAIN_SECONDS: '0', ...settings },
      stdio,
    });

  it('may be read in part: a list ends quietly with its reader', async () => {
    const child = run(['dist/cli.js', 'user', 'list'], {}, ['ignore', 'pipe', 'pipe']);
    child.stdout?.destroy();
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    expect(await once(child, 'close')).to.deep.equal([0, null]);
    expect(said).to.match(/^Database: [^\n]+\n$/);
  });

  if (!existsSync(FULL)) return;

  for (const [what, errorToo] of [
    ['a log that cannot be written, and says so', false],
    ['a disk without room for either', true],
  ] as const) {
    it(`ends no server: ${what}`, async () => {
      const full = openSync(FULL, 'w');
      const port = await freePort();
      const child = run(MAIN, { ...ASMX_ALONE, ...COMPILE_CACHE, PORT: String(port) }, [
        'ignore',
        full,
        errorToo ? full : 'pipe',
      ]);
      let said = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
      const ended = once(child, 'exit');
      const call = () => fetch(`http://127.0.0.1:${port}/srv.asmx/ServerInfo?authenticationTicket=`).catch(() => null);
      while (child.exitCode === null && !(await call())) await pause(50);
      // Longer than lines wait to be written together.
      await pause(600);
      expect((await call())?.status).to.equal(200);
      child.kill('SIGTERM');
      expect(await ended).to.deep.equal([0, null]);
      if (!errorToo) expect(said.match(/The log cannot be written: ENOSPC[^\n]*\n/g)).to.have.length(1);
    });
  }
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}
