import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { commandsOf } from '../docs/blocks.ts';
import { readProject } from '../docs/tables.ts';
import { makeDatabaseDirectory } from '../support/database-directory.ts';
import { openHeldCall } from '../support/held-call.ts';
import { commandsIn, runPrinted } from '../support/printed-commands.ts';
import {
  endServerProcesses,
  runServerProcess,
  startServerProcess,
  type ServerProcess,
} from '../support/server-process.ts';

/** A first start makes a database cluster. */
const START_PATIENCE_MS = 60_000;

describe('the first hour with the server', function () {
  this.timeout(START_PATIENCE_MS);
  let directory: string;
  let server: ServerProcess;
  let ticket: string;

  before(async () => {
    directory = await makeDatabaseDirectory('acceptance');
    server = await startServerProcess({ DATA_DIR: directory });
  });

  after(async () => {
    await endServerProcesses();
    rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
  });

  describe('started for the first time', () => {
    it('names the help page and the WSDL, and both are there', async () => {
      for (const path of ['/srv.asmx', '/srv.asmx?wsdl']) {
        expect(server.said()).to.include(`${server.address}${path}\n`);
        expect((await fetch(server.address + path)).status).to.equal(200);
      }
    });

    it('says what takes time, once', () => {
      expect(server.said()).to.match(/^Making a database in \S+ \(once\)…\nLoading demo data…\n\nHandover is ready, /);
    });

    it('says where mail goes, who is there and how to see tasks', async () => {
      expect(server.said()).to.include(`  Mail        ${directory}/mail (set SMTP_URL to send it)\n`);
      expect(server.said()).to.include('  People      npm run user -- list\n');
      const [, page = ''] = /^ {2}Tasks {7}(\S+)$/m.exec(server.said()) ?? [];
      expect(await (await fetch(page)).text()).to.include('getTasks');
    });

    it('warns of passwords and keys that everybody knows, by their names, also in the log', () => {
      const warning =
        /^Everybody knows the passwords of the demo accounts: sysadmin, maria\.keller, .*john\.smith.* keys .*crm/;
      expect(/^Warning: (.*)$/m.exec(server.said())?.[1]).to.match(warning);
    });

    it('names two people who can log in', async () => {
      const logins = [...server.said().matchAll(/(\S+) \/ (\S+) \((?:supervisor|assignee)\)/g)];
      expect(logins).to.have.length(2);
      for (const [, login = '', password = ''] of logins) {
        expect(await logIn(server, login, password)).to.include(`username="${login}"`);
      }
    });

    it('prints no ticket', () => {
      expect(server.said()).not.to.match(TICKET);
    });

    it('prints four commands that log on and reassign a task', () => reassignsAsPrinted(server));

    it('tells that it is alive and ready', async () => {
      expect(await textOf(server, '/healthz')).to.equal('200 ok\n');
      expect(await textOf(server, '/readyz')).to.equal('200 ready\n');
    });

    it('counts what it did', async () => {
      const metrics = await textOf(server, '/metrics');
      expect(metrics).to.match(/^\w+\{[^}]*operation="ReassignTask"[^}]*\} [1-9]/m);
      expect(metrics).not.to.match(SECRET);
    });

    it('leaves its data directory to nobody else', async () => {
      const second = await runServerProcess({ DATA_DIR: directory });
      expect(second).to.include({ code: 1, logged: '' });
      expect(second.said).to.match(ONE_SENTENCE).and.to.include(`${directory} is in use`);
    });

    it('says no without telling a secret, whatever it is sent', async () => {
      ticket = await ticketOf(server);
      await fetch(`${server.address}/srv.asmx/GetTask?authenticationTicket=${ticket}&taskId=abc`);
      await fetch(`${server.address}/srv.asmx/Nope?authenticationTicket=${ticket}`);
      await fetch(`${server.address}/elsewhere?ticket=${ticket}`);
      await fetch(`${server.address}/elsewhere/srv.asmx/AuthenticateUser&UID=jane.doe&PWD=${PASSWORD}`);
      await fetch(`${server.address}/srv.asmx`, { method: 'POST', body: `<ticket>${ticket}` });
      await logIn(server, 'jane.doe', `wrong-${PASSWORD}`);
    });

    it('stops on Ctrl-C and takes its PostgreSQL with it', async () => {
      const postgres = postmasterIn(directory);
      server.kill('SIGINT');
      expect(await server.ended).to.deep.equal({ code: 0, signal: null });
      expect(isRunning(postgres)).to.be.false;
    });
  });

  describe('its log', () => {
    it('has the warning of the start', () => {
      expect(linesOf(server).filter(({ level }) => level === 40)).to.have.length(1);
    });

    it('has one JSON object a line', () => {
      expect(linesOf(server)).not.to.be.empty;
    });

    it('tells of every call what it was, how it came, how it ended and how long it took', () => {
      const calls = linesOf(server).filter(({ operation }) => operation === 'ReassignTask');
      expect(calls.map(({ binding }) => binding)).to.have.members(['http-get', 'http-post', 'soap11', 'soap12']);
      for (const call of calls) {
        expect(call.requestId).to.match(/^[0-9a-f-]{36}$/);
        expect(call.outcome).to.equal('done');
        expect(call.ms).to.be.a('number').above(0);
      }
    });

    it('tells when, never earlier than the line before', () => {
      const times = linesOf(server).map(({ time }) => String(time));
      for (const time of times) expect(time).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(times).to.deep.equal(times.toSorted());
      expect(new Set(times).size).to.be.above(1);
    });

    it('tells what became of calls that were not done', () => {
      const outcomes = linesOf(server).map(({ operation, outcome }) => `${String(operation)} ${String(outcome)}`);
      expect(outcomes).to.include('GetTask unreadable');
      expect(outcomes).to.include('AuthenticateUser authentication-failed');
    });

    it('has the calls of clients that were set up with a wrong address', () => {
      const lost = linesOf(server).filter(({ status }) => status === 404);
      expect(lost.map(({ path }) => path)).to.deep.equal(['/elsewhere', '/elsewhere/srv.asmx/AuthenticateUser']);
      expect(lost[0]).to.include({ method: 'GET', client: '127.0.0.1' });
    });

    it('holds no ticket and no password', () => {
      expect(server.logged()).not.to.include(ticket);
      expect(server.logged()).not.to.match(SECRET);
    });
  });

  describe('started again, from a copy', () => {
    before(async () => {
      const copy = `${directory}-copy`;
      const [command = 'false'] = commandsOf(readProject('docs/backup.md')).map((each) => each.command);
      await runPrinted([command.replaceAll(/\/srv\/handover(-copy)?/g, (_, isCopy) => (isCopy ? copy : directory))]);
      rmSync(directory, { recursive: true, maxRetries: 20 });
      directory = copy;
      server = await startServerProcess({ DATA_DIR: directory });
    });

    it('still has what was done', async () => {
      const found = await textOf(server, `/srv.asmx/GetTask?authenticationTicket=${ticket}&taskId=4812`);
      expect(found).to.include('<TaskStatus>Reassigned</TaskStatus>');
    });

    it('prints four commands that work', () => reassignsAsPrinted(server));

    it('answers the call in flight when it is told to stop', async () => {
      const call = await openHeldCall(server.address, `authenticationTicket=${ticket}&taskId=4812`);
      server.kill('SIGTERM');
      await untilRefused(server.address);
      expect(await call.finish())
        .to.match(/^HTTP\/1\.1 200 OK\r\n/)
        .and.to.include('<TaskID>4812</TaskID>');
      expect(await server.ended).to.deep.equal({ code: 0, signal: null });
    });

    it('ends at once when it is told again while it stops, and takes its PostgreSQL with it', async () => {
      server = await startServerProcess({ DATA_DIR: directory });
      const postgres = postmasterIn(directory);
      await openHeldCall(server.address, `authenticationTicket=${ticket}&taskId=4812`);
      server.kill('SIGTERM');
      await delay(1200);
      server.kill('SIGTERM');
      expect(await server.ended).to.deep.equal({ code: 143, signal: null });
      while (isRunning(postgres)) await delay(20);
    });

    it('fails when its PostgreSQL is killed, and has everything when it is started once more', async () => {
      server = await startServerProcess({ DATA_DIR: directory });
      process.kill(postmasterIn(directory), 'SIGKILL');
      expect(await server.ended).to.deep.equal({ code: 1, signal: null });
      expect(server.said()).to.match(/\nThe server stops: PostgreSQL has ended by itself\.\n$/);

      server = await startServerProcess({ DATA_DIR: directory });
      const found = await textOf(server, `/srv.asmx/GetTask?authenticationTicket=${ticket}&taskId=4812`);
      expect(found).to.include('<TaskStatus>Reassigned</TaskStatus>');
    });
  });
});

/** One line for a person, and no stack. */
const ONE_SENTENCE = /^[^\n]+\.\n$/;

const PASSWORD = 'opensesame-7731';

/** Passwords of the demo people and of this test. */
const SECRET = /\w-demo|opensesame/;

const textOf = async (server: ServerProcess, path: string): Promise<string> => {
  const response = await fetch(server.address + path);
  return `${response.status} ${await response.text()}`;
};

const logIn = (server: ServerProcess, login: string, password: string): Promise<string> =>
  textOf(server, `/srv.asmx/AuthenticateUser?UID=${login}&PWD=${password}`);

async function reassignsAsPrinted(server: ServerProcess): Promise<void> {
  const commands = commandsIn(server.said());
  expect(commands).to.have.length(4);
  for (const answer of await runPrinted(commands)) expect(answer).to.include('<response success="true"');
}

const TICKET = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

const ticketOf = async (server: ServerProcess): Promise<string> =>
  TICKET.exec(await logIn(server, 'john.smith', 'john-demo'))?.[0] ?? '';

const linesOf = (server: ServerProcess): Record<string, unknown>[] =>
  server
    .logged()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The process id of the PostgreSQL whose data is somewhere below a folder. */
function postmasterIn(directory: string): number {
  const file = readdirSync(directory, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('postmaster.pid'),
  );
  return Number(readFileSync(join(directory, file ?? 'postmaster.pid'), 'utf8').split('\n')[0]);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Resolves when nobody new is let in. */
async function untilRefused(address: string): Promise<void> {
  for (;;) {
    const refused = await fetch(`${address}/healthz`, { headers: { connection: 'close' } }).then(
      () => false,
      () => true,
    );
    if (refused) return;
  }
}
