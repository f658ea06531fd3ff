import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { makeDatabaseDirectory } from '../support/database-directory.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runCli, runCliProcess } from '../store/run-cli.ts';
import {
  ASMX_ALONE,
  endServerProcesses,
  runCommand,
  startServerProcess,
  type ServerProcess,
} from '../support/server-process.ts';

describe('the first accounts', function () {
  this.timeout(60_000);
  let directory: string;
  let database: TestDatabase;

  before(async () => {
    directory = await makeDatabaseDirectory('accounts');
    database = await createTestDatabase('first_accounts');
  });
  beforeEach(() => database.knex.raw('truncate users restart identity cascade'));
  after(async () => {
    await endServerProcesses();
    rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
    await database.drop();
  });

  it('are one administrator with a password that is printed once, where there is no demo', async () => {
    const first = await startServerProcess({ ...ASMX_ALONE, DATA_DIR: directory, DEMO: 'off' });
    const [, password = ''] = /^Added the account admin, .* password shown this once: (\S+)$/m.exec(first.said()) ?? [];
    expect(await logOn(first, 'admin', password)).to.include('success="true"');
    expect(await logOn(first, 'maria.keller', 'maria-demo')).to.include('success="false"');
    expect(first.said()).not.to.match(/curl|-demo/);
    await end(first);
    expect(first.logged()).not.to.include(password);

    const again = await startServerProcess({ ...ASMX_ALONE, DATA_DIR: directory });
    expect(again.said()).not.to.match(/password|-demo/);
    expect(await logOn(again, 'admin', password)).to.include('success="true"');
    await end(again);
  });

  it('are one administrator with the password of ADMIN_PASSWORD, in a database of somebody too', async () => {
    const settings = { ...ASMX_ALONE, DATABASE_URL: database.url, ADMIN_PASSWORD: 'opensesame-7731' };
    const server = await startServerProcess(settings);
    expect(server.said()).to.match(/^Added the account admin, an administrator, with the password of ADMIN_PASSWORD$/m);
    expect(server.said()).not.to.include('opensesame');
    expect(await logOn(server, 'admin', 'opensesame-7731')).to.include('success="true"');
    expect(await database.knex('users').select('login', 'roles')).to.deep.equal([
      { login: 'admin', roles: ['administrator'] },
    ]);
    await end(server);

    const again = await startServerProcess({ ...settings, ADMIN_PASSWORD: 'another-7731' });
    expect(await logOn(again, 'admin', 'another-7731')).to.include('success="false"');
    await end(again);
  });

  it('may be made before the first start, by whoever says that the database is a new one', async () => {
    const data = join(directory, 'made-first');
    const add = ['user', 'add', 'jane.doe', '--role', 'administrator', '--generate'];
    const refused = await runCommand(add, { DATA_DIR: data }).catch((error: unknown) => String(error));
    expect(refused).to.include(`There is no database in ${data}, and DATABASE_URL is not set.`);
    await runCommand([...add, '--new'], { DATA_DIR: data });

    const server = await startServerProcess({ ...ASMX_ALONE, DATA_DIR: data });
    expect(server.said()).not.to.match(/Loading|Added|-demo/);
    await end(server);
  });

  it('are none in a database of somebody without ADMIN_PASSWORD, and the start says how to make one', async () => {
    const server = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, DEMO: 'on' });
    expect(warningsOf(server)).to.match(
      /^Warning: Nobody has an account, so nobody can sign in\. To make the first one: .* user (?:-- )?add LOGIN --role administrator --generate\n/,
    );
    await end(server);
    expect(await database.knex('users').select('login')).to.deep.equal([]);
  });

  it('of the demo data are told at every start while they are open, and close by one command', async () => {
    await loadDemo(database.knex);
    await runCliProcess(database.url, ['user', 'password', 'jane.doe'], 'opensesame-7731\n');

    const open = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url });
    expect(warningsOf(open)).to.match(/^Warning: Everybody knows the passwords of the demo accounts: sysadmin, /m);
    expect(warningsOf(open)).to.include(
      '; and the API keys of the demo data: crm, demo-administrator, demo-integration. To close them: ',
    );
    expect(warningsOf(open)).not.to.include('jane.doe');
    expect(await logOn(open, 'maria.keller', 'maria-demo')).to.include('success="true"');

    const { exitCode, output } = await runCli(database.url, ['user', 'disable', '--demo']);
    expect(exitCode).to.equal(0);
    expect(output).to.include('Disabled maria.keller; tickets ended: 1.\n').and.not.to.include('jane.doe');
    expect(output).to.include('Removed the key demo-integration.\nNobody is an administrator now; ');
    expect(await logOn(open, 'maria.keller', 'maria-demo')).to.include('success="false"');
    await end(open);

    await runCli(database.url, ['key', 'add', 'crm', '--as', 'jane.doe']);
    const closed = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url });
    expect(warningsOf(closed)).to.match(
      /^Warning: No account that is enabled is an administrator\. To make one: .* role LOGIN --add administrator, or .*\n/,
    );
    expect(warningsOf(closed)).not.to.include('demo');
    expect(await logOn(closed, 'jane.doe', 'opensesame-7731')).to.include('success="true"');
    await end(closed);
    expect((await runCli(database.url, ['user', 'disable', '--demo'])).output).to.match(/^No account has a password /);
  });

  it('are not the only thing a start warns of', async () => {
    const settings = { ...ASMX_ALONE, DATABSE_URL: database.url, NODE_ENV: 'production', DATA_DIR: directory };
    const server = await startServerProcess(settings);
    const told = [
      'DATABSE_URL is not a setting. Is DATABASE_URL meant?',
      'NODE_ENV is production, and DATABASE_URL is not set: everything is kept in the embedded database.',
      `SMTP_URL is not set: mail is written to ${directory}/mail and reaches nobody.`,
    ];
    expect(warningsOf(server)).to.equal(told.map((warning) => `Warning: ${warning}\n`).join(''));
    await end(server);
    expect(loggedWarnings(server)).to.deep.equal(told);
  });
});

const logOn = async ({ address }: ServerProcess, login: string, password: string): Promise<string> => {
  const body = new URLSearchParams({ UID: login, PWD: password });
  return (await fetch(`${address}/srv.asmx/AuthenticateUser`, { method: 'POST', body })).text();
};

async function end(server: ServerProcess): Promise<void> {
  server.kill('SIGTERM');
  expect(await server.ended).to.deep.equal({ code: 0, signal: null });
}

const warningsOf = (server: ServerProcess): string =>
  server
    .said()
    .match(/^Warning: .*\n/gm)
    ?.join('') ?? '';

const loggedWarnings = (server: ServerProcess): unknown[] =>
  server
    .logged()
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .flatMap((line) => (isWarning(line) ? [line.msg] : []));

const isWarning = (line: unknown): line is { readonly msg: unknown } =>
  typeof line === 'object' && line !== null && 'level' in line && line.level === 40 && 'msg' in line;
