import { setTimeout as pause } from 'node:timers/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, runCommand, startServerProcess } from '../support/server-process.ts';

const MINUTE_MS = 60_000;

/** Tasks that were offered to four in turn, and whose second one's time ended while no server ran. */
const TASKS = 150;

const office = {
  users: [
    { id: 1, login: 'ann', email: 'ann@example.com' },
    { id: 2, login: 'ben', email: 'ben@example.com' },
    { id: 3, login: 'cid', email: 'cid@example.com' },
    { id: 4, login: 'sue', email: 'sue@example.com' },
  ],
  tasks: Array.from({ length: TASKS }, (_, index) => ({
    id: index + 1,
    name: `Task ${index + 1}`,
    status: 'InProgress',
    assignedBy: 'sue',
    tiers: [
      { user: 'ann', slaMinutes: 20 },
      { user: 'ben', slaMinutes: 20 },
      { user: 'cid', slaMinutes: 20 },
      { user: 'sue', slaMinutes: 0 },
    ],
    tierStartedAt: '-PT50M',
  })),
};

interface Step {
  readonly task_id: number;
  readonly request_id: string;
  readonly details: { readonly new: { readonly turnEndedAt: string } };
}

describe('a server that was away while tiers ran out', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let folder: string;

  before(async () => {
    database = await createTestDatabase('acceptance_tiers');
    folder = await mkdtemp(join(tmpdir(), 'handover-tiers-'));
    const file = join(folder, 'tiers.json');
    await writeFile(file, JSON.stringify(office));
    await runCommand(['seed', file], { DATABASE_URL: database.url });
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const steps = async () => (await database.knex('history').where({ operation: 'Escalation' }).orderBy('id')) as Step[];
  /** How many tasks there are of each assignee. */
  const held = async () => {
    const { rows } = await database.knex.raw<{ rows: { assignee_id: number; held: number }[] }>(
      'select assignee_id, count(*)::int as held from tasks group by assignee_id',
    );
    return Object.fromEntries(rows.map(({ assignee_id, held }) => [assignee_id, held]));
  };

  it('takes each task twice a step further within seconds of its start, by two servers at once', async () => {
    const settings = { DATABASE_URL: database.url, DATA_DIR: folder };
    const servers = await Promise.all([startServerProcess(settings), startServerProcess(settings)]);
    const isDone = async () => (await held())[3] === TASKS;
    for (let waited = 0; waited < 5000 && !(await isDone()); waited += 50) await pause(50);
    expect(await held()).to.deep.equal({ 3: TASKS });

    const taken = await steps();
    expect(taken).to.have.length(2 * TASKS);
    for (const id of [1, TASKS]) {
      const [first = 0, second = 0] = taken
        .filter(({ task_id }) => task_id === id)
        .map(({ details }) => Date.parse(details.new.turnEndedAt));
      expect(second - first).to.equal(20 * MINUTE_MS);
    }
    // Ben had them while no server ran.
    const told = (await database.knex('notices').distinct('topic', 'recipient_id').orderBy('topic')) as object[];
    expect(told).to.deep.equal([
      { topic: 'TaskAssigned', recipient_id: 3 },
      { topic: 'TaskWithdrawn', recipient_id: 1 },
    ]);

    await pause(500);
    const logged = servers.map((server) => server.logged()).join('');
    const requestIds = new Set(taken.map(({ request_id }) => request_id));
    for (const requestId of requestIds) expect(logged).to.include(requestId);
    expect(logged.match(/"msg":"tiers have run out"/g)).to.have.length(requestIds.size);
  });

  it('hands over within five seconds of a tier’s end', async () => {
    await database.knex('task_shares').where({ task_id: 7 }).whereNotNull('ends_at').update({ ends_at: new Date() });
    await pause(5000);
    expect(await held()).to.deep.equal({ 3: TASKS - 1, 4: 1 });
  });
});
