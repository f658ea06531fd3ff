import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

const CALLS = 24;

/** A demo task that john.smith may reassign. */
const MODEL_TASK = 4812;

interface Answer {
  readonly status: number;
  readonly text: string;
}

describe('a database that goes away', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;
  let ticket: string;
  let taskIds: number[];

  before(async () => {
    database = await createTestDatabase('database_away');
    await loadDemo(database.knex);
    server = await startServerProcess({ DATABASE_URL: database.url });
    const login = await get('AuthenticateUser?UID=john.smith&PWD=john-demo');
    ticket = / ticket="([^"]+)"/.exec(login.text)?.[1] ?? '';
    const { rows } = await database.knex.raw<{ rows: { id: number }[] }>(
      `insert into tasks (status, assignee_id, assigned_by_id, supervisor_id, document_id, workflow_id, step_number,
                          started_at, name, step_name, instructions)
       select status, assignee_id, assigned_by_id, supervisor_id, document_id, workflow_id, step_number,
              started_at, name, step_name, instructions
         from tasks cross join generate_series(1, ?) where id = ? returning id`,
      [CALLS, MODEL_TASK],
    );
    taskIds = rows.map(({ id }) => id);
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  const get = async (path: string): Promise<Answer> => {
    const response = await fetch(`${server.address}/srv.asmx/${path}`);
    return { status: response.status, text: await response.text() };
  };
  const reassign = (taskId: number) =>
    get(
      `ReassignTask?authenticationTicket=${ticket}&taskId=${taskId}&reassignTo=alice.jones` +
        '&newDueDate=2098-12-31T17:00:00&newInstructions=&sendTaskNotice=true',
    );

  it('takes the calls in flight with it, changes nothing for them, and the next ones are answered', async () => {
    const answers: Answer[] = [];
    await database.knex.transaction(async (transaction) => {
      // Every write waits for this transaction: whatever is in flight stays there.
      await transaction('tasks').whereIn('id', taskIds).forUpdate();
      const calls = taskIds.map(async (taskId) => answers.push(await reassign(taskId)));
      while (answers.length < CALLS) {
        await delay(100);
        // Not in the transaction, which goes on seeing the connections of its first look.
        await database.knex.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`,
        );
      }
      await Promise.all(calls);
    });

    for (const { status, text } of answers) {
      expect(status).to.equal(500);
      expect(text).to.include('An error occurred on the server.');
      expect(text).not.to.match(/terminat|postgres|connection| at /i);
    }
    expect(await database.knex('tasks').whereIn('reassigned_from_id', taskIds)).to.deep.equal([]);
    expect(await database.knex('history').whereIn('task_id', taskIds)).to.deep.equal([]);

    const afterwards = await Promise.all(taskIds.map(reassign));
    expect(afterwards.filter(({ text }) => text.includes('success="true"'))).to.have.length(CALLS);
    expect(await database.knex('tasks').whereIn('reassigned_from_id', taskIds)).to.have.length(CALLS);
  });

  it('does not end the server when every connection is cut again and again', async () => {
    const { knex } = database;
    const open = await knex('tasks').where({ status: 'InProgress' }).whereIn('reassigned_from_id', taskIds).pluck('id');
    let cutting = true;
    const cut = async (): Promise<void> => {
      for (let cuts = 0; cutting; cuts++) {
        await knex.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name = 'handover' and pid <> pg_backend_pid()`,
        );
        // Sometimes too soon for any call, sometimes late enough on a slow machine.
        await delay(20 * (cuts % 10));
      }
    };
    const allCut = cut();
    const told = new Map<number, number>();
    const chain = async (first: number): Promise<void> => {
      let taskId = first;
      for (let call = 0; call < 20; call++) {
        const { text } = await reassign(taskId);
        const successor = Number(/<TaskId>(\d+)</.exec(text)?.[1]);
        if (!Number.isInteger(successor)) continue;
        told.set(taskId, successor);
        taskId = successor;
      }
    };
    await Promise.all((open as number[]).map(chain));
    cutting = false;
    await allCut;

    expect(told.size).to.be.greaterThan(0);
    // Every answered call was carried out, and every call at most once.
    for (const [taskId, successor] of told) {
      expect(await knex('tasks').where({ reassigned_from_id: taskId }).pluck('id')).to.deep.equal([successor]);
    }
    const twice = await knex('tasks')
      .select('reassigned_from_id')
      .groupBy('reassigned_from_id')
      .havingRaw('count(*) > 1')
      .whereNotNull('reassigned_from_id');
    expect(twice).to.deep.equal([]);
    expect((await get(`isValidTicket?AuthenticationTicket=${ticket}`)).text).to.include('username="john.smith"');
  });
});
