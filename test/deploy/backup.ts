import { execFile } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { commandsOf } from '../docs/blocks.ts';
import { readProject } from '../docs/tables.ts';
import { runCommand, startServerProcess, type ServerProcess } from '../support/server-process.ts';
import type { Programs } from './programs.ts';
import { freePort, startProgram } from './running.ts';
import type { Step } from './through-proxy.ts';

const run = promisify(execFile);

/** Nobody: PostgreSQL does not run as root, and this needs no account of its own. */
const NOBODY = 65534;

const textOf = async ({ address }: ServerProcess, path: string): Promise<string> =>
  (await fetch(`${address}/srv.asmx/${path}`)).text();

async function stop(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM');
  await server.ended;
}

/** The commands of a section of the page about backups. */
function commandsBelow(heading: string): readonly string[] {
  const section = readProject('docs/backup.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return commandsOf(section).map(({ command }) => command);
}

/** How the operator's guide makes a role, which may do nothing beyond its database, and that database. */
const roleAndDatabase = (): string =>
  /^```sql\n(create role .*?)\n```$/ms.exec(readProject('docs/operating.md'))?.[1] ?? 'none is shown';

/** Does what the page about backups says with Debian's PostgreSQL: dumps while the server is at work, and restores. */
export async function checkBackup(env: Programs, folder: string, step: Step): Promise<void> {
  const place = join(folder, 'backup');
  mkdirSync(place);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(place, NOBODY, NOBODY);
  const account = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const data = join(place, 'cluster');
  const port = await freePort();
  await run('initdb', ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--encoding', 'UTF8'], {
    env,
    cwd: place,
    ...account,
  });
  const postgres = await startProgram(['postgres', '-D', data, '-p', String(port), '-k', place], {
    port,
    env,
    cwd: place,
    ...account,
  });
  try {
    const url = `postgresql://handover@127.0.0.1:${port}/handover`;
    const superuser = `postgresql://postgres@127.0.0.1:${port}/postgres`;
    const paste = (command: string) =>
      run('bash', ['-e', '-c', command], { env: { ...env, DATABASE_URL: url, ADMIN_URL: superuser }, cwd: place });
    const [dump = 'false', restore = 'false'] = commandsBelow('Your own PostgreSQL');

    const statements = roleAndDatabase().split('\n');
    await run('psql', [superuser, ...statements.map((statement) => `--command=${statement}`)], { env });
    await runCommand(['seed', 'fixtures/demo.json'], { DATABASE_URL: url });
    const server = await startServerProcess({ DATABASE_URL: url });
    const login = await textOf(server, 'AuthenticateUser?UID=john.smith&PWD=john-demo');
    const ticket = / ticket="([^"]+)"/.exec(login)?.[1] ?? '';
    const task = `GetTask?authenticationTicket=${ticket}&taskId=4812`;
    const before = await textOf(server, task);

    await step('backup: pg_dump, while the server runs', async () => void (await paste(dump)));
    await stop(server);
    await step('backup: pg_restore into an empty database', async () => void (await paste(restore)));
    await step('backup: a server on the restored database knows ticket and task', async () => {
      const restored = await startServerProcess({ DATABASE_URL: url.replace(/handover$/, 'handover_restored') });
      const after = await textOf(restored, task).finally(() => stop(restored));
      expect(before).to.include('<TaskID>4812</TaskID>');
      expect(after).to.equal(before);
    });
  } finally {
    await postgres.stop();
  }
}
