import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { createClientAsync, type Client } from 'soap';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { callWithoutPause } from '../support/busy-caller.ts';
import { openHeldCall } from '../support/held-call.ts';
import {
  ASMX_ALONE,
  beginServerProcess,
  endServerProcesses,
  MAIN,
  runServerProcess,
  startServerProcess,
  type ServerProcess,
} from '../support/server-process.ts';

/** One line for a person, and no stack. */
const ONE_SENTENCE = /^[^\n]+\.\n$/;

/** Open tasks that the demo data gives to jane.doe. */
const CONTESTED_TASK = 4806;
const SOAP_TASKS = { '1.1': 4812, '1.2': 4810 } as const;

describe('operating the server', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let one: ServerProcess;
  let other: ServerProcess;

  before(async () => {
    database = await createTestDatabase('operating');
    await loadDemo(database.knex);
    [one, other] = await Promise.all([
      startServerProcess({ DATABASE_URL: database.url }),
      startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, LOG_LEVEL: 'silent' }),
    ]);
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  it('names every setting that cannot be used, and no secret', async () => {
    const refused = await runServerProcess({
      PORT: '99999',
      TICKET_DAYS: 'many',
      METRICS: 'maybe',
      SERVER_TIME_ZONE: 'Mars/Olympus',
      DATABASE_URL: 'mysql://somebody:opensesame@db.example.com/tasks',
    });
    expect(refused).to.include({ code: 1, logged: '' });
    for (const name of ['PORT', 'TICKET_DAYS', 'METRICS', 'SERVER_TIME_ZONE', 'DATABASE_URL']) {
      expect(refused.said).to.match(new RegExp(`^${name}: `, 'm'));
    }
    expect(refused.said)
      .not.to.include('opensesame')
      .and.not.to.match(/^ +at /m);
  });

  it('says that a port is taken', async () => {
    const refused = await runServerProcess({
      ...ASMX_ALONE,
      DATABASE_URL: database.url,
      PORT: new URL(one.address).port,
    });
    expect(refused).to.include({ code: 1, logged: '' });
    expect(refused.said)
      .to.match(ONE_SENTENCE)
      .and.to.include(`Port ${new URL(one.address).port} `);
  });

  it('says that there is no database', async () => {
    const refused = await runServerProcess({ DATABASE_URL: 'postgresql://somebody:opensesame@127.0.0.1:1/tasks' });
    expect(refused).to.include({ code: 1, logged: '' });
    expect(refused.said)
      .not.to.include('opensesame')
      .and.not.to.match(/^ +at /m);
  });

  it('says what a database refuses, and not the statement', async () => {
    const readOnly = await createTestDatabase('operating_read_only');
    await readOnly.knex.raw('drop table knex_migrations, knex_migrations_lock');
    const { rows } = await readOnly.knex.raw<{ rows: { name: string }[] }>('select current_database() as name');
    await readOnly.knex.raw('alter database ?? set default_transaction_read_only = on', [rows[0]?.name ?? '']);
    const refused = await runServerProcess({ DATABASE_URL: readOnly.url }).finally(() => readOnly.drop());
    expect(refused).to.include({ code: 1, logged: '' });
    expect(refused.said).to.equal('The database refused: cannot execute CREATE TABLE in a read-only transaction\n');
  });

  it('is not ready while the database keeps it waiting, and ready again afterwards', async () => {
    const ready = async () => (await fetch(`${one.address}/readyz`, { signal: AbortSignal.timeout(9_000) })).status;
    await database.knex.transaction(async (transaction) => {
      await transaction.raw('lock table knex_migrations in access exclusive mode');
      expect(await Promise.all(Array.from({ length: 20 }, ready))).to.deep.equal(Array<number>(20).fill(503));
      expect(await textOf(one, '/metrics')).to.include('\nhandover_ready 0\n');
      expect(await textOf(one, '/srv.asmx/isValidTicket?AuthenticationTicket=none')).to.include('[901]');
    });
    expect(await ready()).to.equal(200);
    expect(await textOf(one, '/metrics')).to.include('\nhandover_ready 1\n');
  });

  it('ends at once when it is told to while it waits for its turn to migrate', async () => {
    await database.knex.transaction(async (transaction) => {
      await transaction.raw('select pg_advisory_xact_lock(4812004)');
      const starting = beginServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url });
      const waiting = transaction('pg_locks')
        .where({ locktype: 'advisory', granted: false })
        .whereRaw('database = (select oid from pg_database where datname = current_database())');
      while ((await waiting.clone()).length === 0) await delay(20);
      starting.kill('SIGTERM');
      expect(await starting.ended).to.deep.equal({ code: 0, signal: null });
      expect(starting.said()).to.equal('');
    });
  });

  it('shows no demo account on a database of somebody', () => {
    expect(one.said()).not.to.include('curl').and.not.to.include('john-demo');
  });

  it('shares tickets between two processes on one database', async () => {
    const ticket = await ticketOf(one, 'john.smith', 'john-demo');
    const ask = (server: ServerProcess, operation: string) =>
      textOf(server, `/srv.asmx/${operation}?AuthenticationTicket=${ticket}`);
    expect(await ask(other, 'isValidTicket')).to.include('username="john.smith"');
    expect(await ask(other, 'LogOut')).to.include('success="true"');
    expect(await ask(one, 'isValidTicket')).to.include('[901]');
  });

  it('lets exactly one of two reassign a task at the same moment', async () => {
    const ticket = await ticketOf(one, 'jane.doe', 'jane-demo');
    const reassign = (server: ServerProcess, to: string) =>
      textOf(
        server,
        `/srv.asmx/ReassignTask?authenticationTicket=${ticket}&taskId=${CONTESTED_TASK}&reassignTo=${to}` +
          '&newDueDate=2098-12-31T17:00:00&newInstructions=&sendTaskNotice=false',
      );
    const answers = await Promise.all([
      ...['alice.jones', 'carol.white', 'daniel.okafor'].map((to) => reassign(one, to)),
      ...['alice.jones', 'carol.white', 'daniel.okafor'].map((to) => reassign(other, to)),
    ]);
    expect(answers.filter((answer) => answer.includes('success="true"'))).to.have.length(1);
    expect(answers.filter((answer) => answer.includes('error="Invalid status"'))).to.have.length(5);
  });

  for (const version of ['1.1', '1.2'] as const) {
    it(`serves a client that node-soap builds from the WSDL, over SOAP ${version}`, async () => {
      const client = await createClientAsync(`${one.address}/srv.asmx?wsdl`, { forceSoap12Headers: version === '1.2' });
      const { ticket } = (await call(client, 'AuthenticateUser', { UID: 'jane.doe', PWD: 'jane-demo' })).root
        .attributes;
      const task = { authenticationTicket: ticket, taskId: SOAP_TASKS[version] };
      const found = await call(client, 'GetTask', task);
      expect(found.root.Task).to.include({ TaskID: String(task.taskId), AssigneeName: 'jane.doe' });

      const reassignment = {
        ...task,
        reassignTo: 'alice.jones',
        newDueDate: '2098-12-31T17:00:00',
        newInstructions: 'Größe & <Maß> prüfen',
        sendTaskNotice: true,
      };
      const done = await call(client, 'ReassignTask', reassignment);
      expect(done.response.Value).to.include({ AssigneeFullName: 'Alice Jones', RedirectedfromUserId: '0' });
      const successor = await call(client, 'GetTask', { ...task, taskId: Number(done.response.Value?.TaskId) });
      expect(successor.root.Task).to.include({ AssigneeName: 'alice.jones', ShortInstruction: 'Größe & <Maß> prüfen' });

      const again = await call(client, 'ReassignTask', reassignment);
      expect(again.response.attributes).to.deep.equal({ success: 'false', error: 'Invalid status' });
    });
  }

  it('takes no arguments', async () => {
    const refused = await runServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url }, [...MAIN, '--port', '9000']);
    expect(refused).to.include({ code: 2, logged: '' });
    expect(refused.said).to.include('the server takes no arguments: its settings are environment variables');
  });

  it('says that it is about to stop while it still answers', async () => {
    const server = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, DRAIN_SECONDS: '2' });
    server.kill('SIGTERM');
    await delay(300);
    const ready = await fetch(`${server.address}/readyz`);
    expect([ready.status, await ready.text()]).to.deep.equal([503, 'The server is stopping.\n']);
    expect(await textOf(server, '/metrics')).to.include('\nhandover_ready 0\n');
    expect(await textOf(server, '/srv.asmx/isValidTicket?AuthenticationTicket=none')).to.include('[901]');
    expect(await server.ended).to.deep.equal({ code: 0, signal: null });
  });

  it('stops in order when its terminal closes', async () => {
    const server = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url });
    const held = await openHeldCall(server.address, 'authenticationTicket=none&taskId=4812');
    server.kill('SIGHUP');
    await delay(100);
    expect(await held.finish()).to.include('[901]');
    expect(await server.ended).to.deep.equal({ code: 0, signal: null });
  });

  for (const PROCESSES of ['1', '2']) {
    it(`cuts off none of 16 who call without pause as it stops, with PROCESSES=${PROCESSES}`, async () => {
      for (let stop = 0; stop < 3; stop += 1) {
        const server = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES });
        const callers = Array.from({ length: 16 }, (_, index) =>
          callWithoutPause(`${server.address}/srv.asmx/GetTask?authenticationTicket=none&taskId=4812`, {
            keepAlive: index % 2 === 0,
          }),
        );
        await delay(500);
        server.kill('SIGTERM');
        const called = await Promise.all(callers);
        expect(called.map(({ endedBy }) => endedBy)).to.deep.equal(called.map(() => 'ECONNREFUSED'));
        for (const { answered } of called) expect(answered).to.be.above(0);
        expect(await server.ended).to.deep.equal({ code: 0, signal: null });
      }
    });
  }

  it('stops when it is told to, and tells whoever is calling', async () => {
    const callers = Array.from({ length: 16 }, () => callUntilFarewell(one));
    await delay(200);
    const held = await openHeldCall(other.address, 'authenticationTicket=none&taskId=4812');
    one.kill('SIGTERM');
    // As npm and a terminal do together.
    other.kill('SIGINT');
    await delay(50);
    other.kill('SIGINT');
    await delay(50);
    expect(await held.finish()).to.include('[901]');
    expect(await Promise.all(callers)).to.deep.equal(callers.map(() => 200));
    expect(await one.ended).to.deep.equal({ code: 0, signal: null });
    expect(await other.ended).to.deep.equal({ code: 0, signal: null });
  });
});

interface Element {
  readonly attributes: Readonly<Record<string, string>>;
  readonly Task?: Readonly<Record<string, unknown>>;
  readonly Value?: Readonly<Record<string, string>>;
}

type Document = Readonly<Record<'root' | 'response', Element>>;

async function call(client: Client, operation: string, parameters: object): Promise<Document> {
  const method = client[`${operation}Async`] as (parameters: object) => Promise<[Readonly<Record<string, Document>>]>;
  const [answer] = await method.call(client, parameters);
  const document = answer[`${operation}Result`];
  if (!document) throw new Error(`no ${operation}Result in the answer`);
  return document;
}

/** Calls over one kept-alive connection until an answer says that it closes; gives that answer's status. */
async function callUntilFarewell(server: ServerProcess): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (;;) {
    const asked = get(`${server.address}/srv.asmx/ServerInfo`, { agent });
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    await once(answer, 'end');
    if (answer.headers.connection === 'close') return answer.statusCode ?? 0;
  }
}

const textOf = async (server: ServerProcess, path: string): Promise<string> =>
  (await fetch(server.address + path)).text();

async function ticketOf(server: ServerProcess, login: string, password: string): Promise<string> {
  const answer = await textOf(server, `/srv.asmx/AuthenticateUser?UID=${login}&PWD=${password}`);
  return / ticket="([^"]+)"/.exec(answer)?.[1] ?? '';
}
