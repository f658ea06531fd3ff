import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { openHeldCall } from '../support/held-call.ts';
import {
  ASMX_ALONE,
  beginServerProcess,
  endServerProcesses,
  runServerProcess,
  SERVE,
  startServerProcess,
  type ServerProcess,
} from '../support/server-process.ts';

const CALLS = 24;

/** Demo tasks that john.smith may reassign. */
const TASKS = [4812, 4810];

/** The log is written within a quarter of a second. */
const LOG_MS = 500;

const PROCESSORS = availableParallelism();

describe('several processes behind one port', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;

  before(async () => {
    database = await createTestDatabase('several_processes');
    await loadDemo(database.knex);
    server = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES: String(PROCESSORS + 1) });
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  const text = async (path: string): Promise<string> =>
    (await fetch(server.address + path, { headers: { Connection: 'close' } })).text();

  const serving = (): readonly number[] =>
    [...server.logged().matchAll(/"worker":(\d+),"msg":"a server process is ready"/g)].map(([, pid]) => Number(pid));

  it('know the same tickets and let one caller win', async () => {
    const login = await text('/srv.asmx/AuthenticateUser?UID=john.smith&PWD=john-demo');
    const ticket = /ticket="([^"]+)"/.exec(login)?.[1] ?? '';
    const reassign = (taskId: number) =>
      text(
        `/srv.asmx/ReassignTask?authenticationTicket=${ticket}&taskId=${taskId}&reassignTo=alice.jones` +
          '&newDueDate=2098-12-31T17:00:00&newInstructions=&sendTaskNotice=false',
      );
    for (const taskId of TASKS) {
      const answers = await Promise.all(Array.from({ length: CALLS }, () => reassign(taskId)));
      expect(answers.filter((answer) => answer.includes('success="true"'))).to.have.length(1);
      expect(answers.filter((answer) => answer.includes('error="Invalid status"'))).to.have.length(CALLS - 1);
    }
  });

  it('answer a scrape with what all of them have counted', async () => {
    const metrics = await text('/metrics');
    const counted = [
      ...metrics.matchAll(/^handover_call_duration_seconds_count\{operation="ReassignTask".*\} (\d+)$/gm),
    ];
    const sum = counted.reduce((total, [, count]) => total + Number(count), 0);
    expect(sum).to.equal(CALLS * TASKS.length);
    const batched = /^handover_batch_calls_sum\{statement="readReassignment"\} (\d+)$/m.exec(metrics)?.[1];
    expect(Number(batched)).to.be.at.least(sum);
  });

  it('answer a scrape with what waits to be mailed, counted once', async () => {
    await database.knex.raw(`insert into notices (task_id, topic, recipient_id, send_at)
                             select id, 'TaskAssigned', 1, now() + interval '1 hour' from generate_series(1, 100) id`);
    const metrics = await text('/metrics');
    // And a few of the tasks reassigned before.
    expect(Number(/^handover_mail_waiting (\d+)$/m.exec(metrics)?.[1])).to.be.within(100, 110);
    expect(metrics).to.match(/^handover_mail_oldest_seconds \d/m);
  });

  it('answer a scrape with one version, and as ready as the least ready of them', async () => {
    const metrics = await text('/metrics');
    expect(metrics).to.match(/^handover_build_info\{version="\S+",node="\S+"\} 1$/m);
    expect(metrics).to.match(/^handover_ready 1$/m);
  });

  it('answer a scrape with 503 while one of them does not tell what it has counted', async () => {
    const waits = /"worker":(\d+),"msg":"a server process waits/.exec(server.logged())?.[1];
    process.kill(Number(waits), 'SIGSTOP');
    const { status } = await fetch(`${server.address}/metrics`).finally(() => process.kill(Number(waits), 'SIGCONT'));
    expect(status).to.equal(503);
  });

  it('say that a port is taken', async () => {
    const { port } = new URL(server.address);
    const refused = await runServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES: '2', PORT: port });
    expect(refused).to.include({ code: 1 });
    expect(refused.said)
      .to.include(`Port ${port} on 127.0.0.1 is taken`)
      .and.not.to.match(/^ +at /m);
    expect(refused.logged).to.include('"code":1,"signal":null,"msg":"a server process has ended"');
  });

  it('are as many as there are processors, and one more takes the place of one that dies', async () => {
    const first = serving();
    expect(first).to.have.length(PROCESSORS);
    process.kill(first[0] ?? 0, 'SIGKILL');
    while (serving().length <= PROCESSORS) await pause(50);
    expect(serving()).to.have.length(PROCESSORS + 1);
    expect(await text('/healthz')).to.equal('ok\n');
  });

  it('say on each line of the log which of them writes it', () => {
    const lines = server.logged().trim().split('\n');
    const pids = lines.map((line) => Number(/^\{"level":\d+,"time":"[^"]+","pid":(\d+),/.exec(line)?.[1]));
    expect(new Set(pids).size).to.be.above(1);
    expect(pids).not.to.include(NaN);
  });

  it('are replaced when they live short, and the server ends when that happens again and again', async () => {
    const served = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES: '2' });
    const latest = (): number[] =>
      [...served.logged().matchAll(/"worker":(\d+),"msg":"a server process is ready"/g)].map(([, pid]) => Number(pid));
    for (let killed = 0; killed < 5; killed += 1) {
      while (latest().length < killed + 2) await pause(50);
      expect(await (await fetch(`${served.address}/healthz`)).text()).to.equal('ok\n');
      process.kill(latest().at(-1) ?? 0, 'SIGKILL');
    }
    expect(await served.ended).to.deep.equal({ code: 1, signal: null });
    expect(served.said()).to.include('5 server processes in a row ended right after their start');
  });

  it('answer what they have in hand when a service manager tells every one of them to stop', async () => {
    const served = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES: '2' });
    const calls = await Promise.all(
      Array.from({ length: 8 }, () => openHeldCall(served.address, 'authenticationTicket=none&taskId=4812')),
    );
    await pause(LOG_MS);
    const workers = [...served.logged().matchAll(/"worker":(\d+)/g)].map(([, pid]) => Number(pid));
    expect(workers).to.have.length(2);
    for (const pid of workers) process.kill(pid, 'SIGTERM');
    served.kill('SIGTERM');
    await pause(LOG_MS);
    for (const call of calls) expect(await call.finish()).to.include('[901]');
    expect(await served.ended).to.deep.equal({ code: 0, signal: null });
  });

  it('end in order when Ctrl-C reaches all of them before they are ready', async () => {
    const begun = beginServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES: '2' });
    const others = (): number[] => {
      const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
      return [...all.matchAll(/(\d+) +(\d+)/g)].flatMap(([, pid, parent]) =>
        Number(parent) === begun.pid ? [Number(pid)] : [],
      );
    };
    while (others().length < 2) await pause(10);
    begun.kill('SIGINT');
    for (const pid of others()) process.kill(pid, 'SIGINT');
    expect(await begun.ended).to.deep.equal({ code: 0, signal: null });
    expect(begun.said()).to.equal('');
    expect(begun.logged()).not.to.include('"level":50');
  });

  it('end together, and at once when clients only keep their connections', async () => {
    const { hostname, port } = new URL(server.address);
    const idle = connect(Number(port), hostname);
    idle.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    const askedAt = Date.now();
    server.kill('SIGTERM');
    expect(await server.ended).to.deep.equal({ code: 0, signal: null });
    expect(Date.now() - askedAt).to.be.below(5000);
  });

  it('end together when a command has started them', async () => {
    const served = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url, PROCESSES: '2' }, SERVE);
    served.kill('SIGTERM');
    const late = pause(10_000, 'still running', { ref: false });
    expect(await Promise.race([served.ended, late])).to.deep.equal({ code: 0, signal: null });
  });
});
