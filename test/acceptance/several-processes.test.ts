import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  endServerProcesses,
  runCommand,
  SERVE,
  startServerProcess,
  type ServerProcess,
} from '../support/server-process.ts';

const CALLS = 24;

/** Demo tasks that john.smith may reassign. */
const TASKS = [4812, 4810];

describe('several processes behind one port', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;

  before(async () => {
    database = await createTestDatabase('several_processes');
    await runCommand(['seed', 'fixtures/demo.json'], { DATABASE_URL: database.url });
    server = await startServerProcess({ DATABASE_URL: database.url, PROCESSES: '2' });
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  const text = async (path: string): Promise<string> =>
    (await fetch(server.address + path, { headers: { Connection: 'close' } })).text();

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
  });

  it('end together', async () => {
    server.kill('SIGTERM');
    expect(await server.ended).to.deep.equal({ code: 0, signal: null });
  });

  it('end together when a command has started them', async () => {
    const served = await startServerProcess({ DATABASE_URL: database.url, PROCESSES: '2' }, SERVE);
    served.kill('SIGTERM');
    const late = pause(10_000, 'still running', { ref: false });
    expect(await Promise.race([served.ended, late])).to.deep.equal({ code: 0, signal: null });
  });
});
