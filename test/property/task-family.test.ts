import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { loadFixture } from '../../src/store/seed/load.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startSampleServer, type SampleServer } from '../support/samples/servers.ts';
import { ticketOf } from '../store/office.ts';
import { changesOneTask } from '../contract/operations-index.ts';
import { anyCall, LOGINS, type Call } from './generators.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 40);
const SEED = Number(process.env.PROPERTY_SEED ?? 4812);

const ENVELOPES = {
  soap11: 'http://schemas.xmlsoap.org/soap/envelope/',
  soap12: 'http://www.w3.org/2003/05/soap-envelope',
};

interface TaskRow {
  readonly id: number;
  readonly version: number;
  readonly updated_at: string;
  /** As GetTask shows it. */
  readonly moment: string;
  readonly status: string;
  readonly assignee_id: number | null;
  readonly reassigned_from_id: number | null;
  readonly reassigned_to_id: number | null;
}

const isStale = (answer: string): boolean => answer.includes('Task has been changed by another user');

const CLOSED = new Set(['Reassigned', 'Dropped', 'Completed']);

describe('any sequence of calls', function () {
  this.timeout(600_000);
  let database: TestDatabase;
  let server: SampleServer;
  let tickets: ReadonlyMap<string, string>;

  before(async () => {
    database = await createTestDatabase('property');
    const fixture = JSON.parse(await readFile(new URL('../store/office.json', import.meta.url), 'utf8')) as {
      users: object[];
    };
    fixture.users.push({ id: 40, login: 'adam.root', roles: ['administrator', 'userManager'] });
    await loadFixture(database.knex, JSON.stringify(fixture), 'office.json', new Date());
    const issued = await Promise.all(
      LOGINS.map(async (login) => [login, await ticketOf(database.knex, login)] as const),
    );
    tickets = new Map(issued.map(([login, credential]) => [login, 'secret' in credential ? credential.secret : '']));
    // Wrong passwords are among the calls, by the hundred: their delay has its own tests.
    const signIns = { pause: () => Promise.resolve(), signedOn: () => undefined };
    server = await startSampleServer(database.knex, {}, { signIns });
  });
  after(async () => {
    await server.stop();
    await database.drop();
  });

  const ifMatchOf = ({ knows, values }: Call, tasks: ReadonlyMap<number, TaskRow>): Record<string, string> => {
    const moment = tasks.get(Number(values.taskId))?.moment;
    if (knows === 'nothing' || moment === undefined) return {};
    const version = knows === 'fresh' ? moment : new Date(new Date(moment).getTime() - 1).toISOString();
    return { 'If-Match': `"${version}"` };
  };

  /** Sends a call by somebody who knows these tasks. */
  const send = async (call: Call, tasks: ReadonlyMap<number, TaskRow>): Promise<string> => {
    const { login, operation, binding, values } = call;
    const ifMatch = ifMatchOf(call, tasks);
    const ticket = tickets.get(login) ?? '';
    const pairs = Object.entries(values).map(([name, value]) => [name, value === '{ticket}' ? ticket : value] as const);
    const form = new URLSearchParams(Object.fromEntries(pairs)).toString();
    const base = `http://127.0.0.1:${server.port}/srv.asmx`;
    let response: Response;
    if (binding === 'get') response = await fetch(`${base}/${operation}?${form}`, { headers: ifMatch });
    else if (binding === 'post') {
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...ifMatch };
      response = await fetch(`${base}/${operation}`, { method: 'POST', headers, body: form });
    } else {
      const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const parameters = pairs.map(([name, value]) => `<${name}>${escaped(value)}</${name}>`).join('');
      const namespace = ENVELOPES[binding];
      const body = `<s:Envelope xmlns:s="${namespace}"><s:Body><${operation} xmlns="http://tempuri.org/">${parameters}</${operation}></s:Body></s:Envelope>`;
      const type = binding === 'soap11' ? 'text/xml; charset=utf-8' : 'application/soap+xml; charset=utf-8';
      response = await fetch(base, { method: 'POST', headers: { 'Content-Type': type, ...ifMatch }, body });
    }
    const text = await response.text();
    expect(response.status, text).to.equal(200);
    expect(text).to.match(/<(root|response) success="(true|false)"/);
    return text;
  };

  const readTasks = async (): Promise<Map<number, TaskRow>> => {
    const { rows } = await database.knex.raw<{ rows: TaskRow[] }>(
      `select id, version, updated_at::text, to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment,
              status, assignee_id, reassigned_from_id, reassigned_to_id from tasks`,
    );
    return new Map(rows.map((row) => [row.id, row]));
  };
  const historyCounts = async (): Promise<Map<number, number>> => {
    const { rows } = await database.knex.raw<{ rows: { task_id: number; count: number }[] }>(
      'select task_id, count(*)::int from history group by task_id',
    );
    return new Map(rows.map(({ task_id, count }) => [task_id, count]));
  };
  /** Open tasks of disabled accounts: one of the fixture's people is disabled, and none may come to hold a task. */
  const heldByTheDisabled = async (): Promise<unknown[]> =>
    database
      .knex('tasks')
      .join('users', 'users.id', 'tasks.assignee_id')
      .where('users.enabled', false)
      .whereIn('tasks.status', ['InProgress', 'DueDateChanged', 'NotStarted'])
      .pluck('tasks.id');

  /** Tasks that must not start: a rejection has stopped their workflow. */
  const leftInStoppedWorkflows = async (): Promise<unknown[]> =>
    database
      .knex('tasks')
      .join('workflows', 'workflows.id', 'tasks.workflow_id')
      .whereNotNull('workflows.stopped_at')
      .whereIn('tasks.status', ['InProgress', 'DueDateChanged', 'NotStarted'])
      .pluck('tasks.id');

  const state = async () => ({ tasks: await readTasks(), history: await historyCounts() });
  type State = Awaited<ReturnType<typeof state>>;

  function expectLawfulChange(before: State, after: State): void {
    for (const [id, task] of after.tasks) {
      const old = before.tasks.get(id);
      if (!old || old.version === task.version) {
        if (old) expect(task, `task ${id} changed under its version`).to.deep.equal(old);
        continue;
      }
      expect(task.version, `version of ${id}`).to.be.greaterThan(old.version);
      expect(task.updated_at > old.updated_at, `updated_at of ${id}`).to.equal(true);
      expect(after.history.get(id) ?? 0, `history of ${id}`).to.be.greaterThan(before.history.get(id) ?? 0);
      if (CLOSED.has(old.status)) expect(task.status, `closed task ${id}`).to.equal(old.status);
    }
    for (const id of before.tasks.keys()) {
      if (after.tasks.has(id)) continue;
      expect(after.history.get(id) ?? 0, `history of removed ${id}`).to.be.greaterThan(before.history.get(id) ?? 0);
    }
  }

  /** Of those that knew the same version of a task, one may have changed it. */
  function expectOneChangeAVersion(calls: readonly Call[], answers: readonly string[]): void {
    const changed = calls
      .filter(({ operation, knows }, index) => {
        // What is attached already is done without a change.
        const changes = changesOneTask(operation) && operation !== 'AddWorkflowAttachment';
        return knows === 'fresh' && changes && answers[index]?.includes('success="true"');
      })
      .map(({ values }) => values.taskId);
    expect(new Set(changed).size, `changed: ${changed.join(', ')}`).to.equal(changed.length);
  }

  function expectSoundChains(tasks: ReadonlyMap<number, TaskRow>): void {
    const origins = [...tasks.values()].flatMap(({ reassigned_from_id: from }) => (from === null ? [] : [from]));
    expect(new Set(origins).size, 'a task has two successors').to.equal(origins.length);
    for (const task of tasks.values()) {
      if (task.reassigned_to_id !== null) expect(task.status, `task ${task.id}`).to.equal('Reassigned');
      const seen = new Set<number>();
      for (let at: TaskRow | undefined = task; at?.reassigned_to_id; at = tasks.get(at.reassigned_to_id)) {
        expect(seen.has(at.id), `the chain from ${task.id} goes round`).to.equal(false);
        seen.add(at.id);
        const successor = tasks.get(at.reassigned_to_id);
        if (successor) expect(successor.reassigned_from_id, `origin of ${successor.id}`).to.equal(at.id);
      }
    }
  }

  it('keeps tasks, versions, chains and history in order, one call after the other', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 1, maxLength: 25 }), async (calls) => {
        let before = await state();
        for (const call of calls) {
          const answer = await send(call, before.tasks);
          const after = await state();
          expectLawfulChange(before, after);
          const changed = JSON.stringify([...after.tasks]) !== JSON.stringify([...before.tasks]);
          const mayKeepComment = call.operation === 'CompleteTask' || call.operation === 'UpdateTaskStatus';
          if (answer.includes('success="false"') && !mayKeepComment) expect(changed, answer).to.equal(false);
          if (isStale(answer)) expect([call.knows, changed], answer).to.deep.equal(['stale', false]);
          const isHeeded = changesOneTask(call.operation) && before.tasks.has(Number(call.values.taskId));
          if (call.knows === 'stale' && isHeeded) expect(changed, answer).to.equal(false);
          before = after;
        }
        expectSoundChains(before.tasks);
        expect(await heldByTheDisabled()).to.deep.equal([]);
        expect(await leftInStoppedWorkflows()).to.deep.equal([]);
        expect(server.takeFaults()).to.deep.equal([]);
      }),
      { numRuns: RUNS, seed: SEED },
    ));

  it('keeps them in order when the calls come at the same moment', () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 8, maxLength: 24 }), async (calls) => {
        const before = await state();
        const answers = await Promise.all(calls.map((call) => send(call, before.tasks)));
        const after = await state();
        expectLawfulChange(before, after);
        expectSoundChains(after.tasks);
        expectOneChangeAVersion(calls, answers);
        expect(await heldByTheDisabled()).to.deep.equal([]);
        expect(await leftInStoppedWorkflows()).to.deep.equal([]);
        expect(server.takeFaults()).to.deep.equal([]);
      }),
      { numRuns: RUNS * 2, seed: SEED },
    ));

  it('has really changed things', async () => {
    const done = await database.knex('history').distinct().pluck<string[]>('operation');
    expect(done).to.have.length.of.at.least(4);
  });
});
