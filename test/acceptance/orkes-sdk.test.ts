import { setTimeout as delay } from 'node:timers/promises';
import { HumanExecutor, orkesConductorClient, type HumanTaskAssignment } from '@io-orkes/conductor-javascript';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

type Client = Awaited<ReturnType<typeof orkesConductorClient>>;

const tier = (user: string, slaMinutes = 0): HumanTaskAssignment => ({
  assignee: { userType: 'CONDUCTOR_USER', user: `${user}@example.com` },
  slaMinutes,
});
const conductorUser = (user: string) => ({ userType: 'CONDUCTOR_USER', user: `${user}@example.com` });

/** What an SDK makes of an answer that is none it wanted. */
const failureOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    return `succeeded with ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String((error as { message?: unknown }).message);
  }
};

describe('the SDK of Orkes against a server with the demo data', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;
  const clients: Client[] = [];
  const warn = console.warn;

  /** A client that has signed on, its own refreshing in the background switched off: it would outlive the tests. */
  const signOn = async (keyId: string, keySecret: string, address = server.address): Promise<Client> => {
    const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const client = await orkesConductorClient({ serverUrl: address, keyId, keySecret, logger: quiet });
    client.stopBackgroundRefresh();
    clients.push(client);
    return client;
  };

  let john: Client;
  let jane: Client;
  let carol: Client;
  let administrator: Client;

  before(async () => {
    // The calls that have no class of their own warn of being old each time.
    console.warn = () => undefined;
    database = await createTestDatabase('orkes_sdk');
    await loadDemo(database.knex);
    server = await startServerProcess({ DATABASE_URL: database.url });
    [john, jane, carol, administrator] = await Promise.all([
      signOn('john.smith', 'john-demo'),
      signOn('jane.doe@example.com', 'jane-demo'),
      signOn('carol.white', 'carol-demo'),
      signOn('demo-administrator', 'demo-administrator-key'),
    ]);
  });

  after(async () => {
    console.warn = warn;
    await endServerProcesses();
    await database.drop();
  });

  const human = (client: Client) => new HumanExecutor(client);

  it('signs on with a key, a login and an e-mail address, and reads a task', async () => {
    const integration = await signOn('crm', 'demo-api-key');
    const tasks = await Promise.all([integration, john, jane].map((client) => human(client).getTaskById('4812')));
    for (const task of tasks) {
      expect(task).to.deep.include({
        state: 'ASSIGNED',
        assignee: conductorUser('jane.doe'),
        createdBy: 'john.smith@example.com',
        workflowId: '225',
        taskRefName: 'Review',
      });
      expect(task.taskId).to.match(/^[0-9a-f]{8}-/);
      expect((await human(john).getTaskById(String(task.taskId))).taskId).to.equal(task.taskId);
    }
  });

  it('names what the server says of a task that is not there', async () => {
    expect(await failureOf(human(john).getTaskById('999999'))).to.equal(
      "Failed to get human task '999999': There is no such task.",
    );
    expect(await failureOf(human(john).releaseTask('nonsense'))).to.equal(
      "Failed to release human task 'nonsense': There is no such task.",
    );
  });

  it('claims, refuses the second claim, releases', async () => {
    const claimed = await human(jane).claimTaskAsConductorUser('4812');
    expect(claimed).to.deep.include({ state: 'IN_PROGRESS', claimant: conductorUser('jane.doe') });
    expect(await failureOf(human(john).claimTaskAsConductorUser('4812', { overrideAssignment: true }))).to.contain(
      'The task is claimed by jane.doe@example.com; it has to be released first.',
    );
    expect(await failureOf(john.humanTask.reassignTask('4812', [tier('carol.white')]))).to.equal(
      'The task is claimed by jane.doe@example.com; it has to be released first.',
    );
    await human(jane).releaseTask('4812');
    const released = await human(john).getTaskById('4812');
    expect(released).to.include({ state: 'ASSIGNED' }).and.not.to.have.property('claimant');
    expect(actionsOf(released)).to.deep.equal(['ASSIGNMENT', 'CLAIM', 'RELEASE', 'ASSIGNMENT']);
  });

  const actionsOf = ({ input }: { readonly input?: Record<string, unknown> }): readonly unknown[] => {
    const context = input?.__humanTaskProcessContext as { humanTaskActionLogs: readonly { action: unknown }[] };
    return context.humanTaskActionLogs.map(({ action }) => action);
  };

  it('claims for somebody from outside whose name needs encoding', async () => {
    const taken = await human(john).claimTaskAsExternalUser('4786', 'Weber & Partner');
    expect(taken).to.deep.include({
      state: 'IN_PROGRESS',
      claimant: { userType: 'EXTERNAL_USER', user: 'Weber & Partner' },
    });
    expect(await failureOf(human(john).claimTaskAsExternalUser('4804', 'a b@x'))).to.contain(
      'The caller has no right to do this.',
    );
  });

  it('claims a task that is asked of nobody, by whoever calls', async () => {
    expect(await human(carol).getTaskById('4785')).not.to.have.property('assignee');
    expect(await human(carol).claimTaskAsConductorUser('4785')).to.include({ state: 'IN_PROGRESS' });
  });

  it('reassigns with tiers, of which the next one follows when the minutes of one are over', async () => {
    await john.humanTask.reassignTask('4810', [tier('bob.jones', 20), tier('alice.jones', 30), tier('carol.white')]);
    expect(await human(john).getTaskById('4810')).to.deep.include({ assignee: conductorUser('bob.jones') });
    await database
      .knex('task_shares')
      .where({ task_id: 4810, state: 'asked' })
      .update({ ends_at: database.knex.raw('now()') });
    const escalated = await eventually(
      () => human(john).getTaskById('4810'),
      ({ assignee }) => assignee?.user === 'alice.jones@example.com',
    );
    expect(escalated.humanTaskDef?.assignments).to.deep.equal([tier('alice.jones', 30), tier('carol.white')]);
    await john.humanTask.skipTask('4810', 'on a journey');
    expect(await human(john).getTaskById('4810')).to.deep.include({ assignee: conductorUser('carol.white') });
    await john.humanTask.skipTask('4810', 'nobody comes after her');
    expect(await human(john).getTaskById('4810')).not.to.have.property('assignee');
    expect(actionsOf(await human(john).getTaskById('4810')).at(-1)).to.equal('ASSIGNMENTS_COMPLETED');
  });

  const eventually = async <Value>(read: () => Promise<Value>, isThere: (value: Value) => boolean): Promise<Value> => {
    for (const until = Date.now() + 15_000; ; await delay(100)) {
      const value = await read();
      if (isThere(value) || Date.now() > until) return value;
    }
  };

  it('says which assignment is wrong', async () => {
    const reassign = (...assignments: readonly HumanTaskAssignment[]) =>
      failureOf(john.humanTask.reassignTask('4812', [...assignments]));
    expect(await reassign(tier('bob.jones', 20), tier('nobody'))).to.equal(
      '[1].assignee.user: there is no such user: "nobody@example.com"',
    );
    expect(await reassign(tier('bob.jones'), tier('alice.jones'))).to.match(/^\[0\]\.slaMinutes must not be 0/);
    expect(await reassign()).to.equal('At least one assignment is required.');
  });

  it('keeps an output, and completes with what it says of the task', async () => {
    await human(jane).claimTaskAsConductorUser('4806');
    await human(jane).updateTaskOutput('4806', { figures: { text: 'half of them – 日本語' } });
    await human(jane).completeTask('4806', { more: { done: true } });
    expect(await human(john).getTaskById('4806')).to.deep.include({
      state: 'COMPLETED',
      output: { figures: { text: 'half of them – 日本語' }, more: { done: true } },
    });
    expect(await failureOf(human(jane).completeTask('4806'))).to.contain('final state: it is COMPLETED');
  });

  it('completes the open task of a step by its name', async () => {
    await john.humanTask.updateTaskOutputByRef('225', 'Check', { note: 'seen' });
    expect((await human(john).getTaskById('4810')).output).to.deep.equal({ note: 'seen' });
    expect(await failureOf(john.humanTask.updateTaskOutputByRef('225', 'No such step', {}))).to.equal(
      'There is no such task.',
    );
  });

  it('searches', async () => {
    const found = await human(administrator).search({
      states: ['ASSIGNED'],
      assignees: [{ userType: 'EXTERNAL_USER', user: 'JANE.doe@example.com' }],
    });
    expect(found.map(({ taskRefName }) => taskRefName)).to.include('Review');
    expect(found.every(({ state, assignee }) => state === 'ASSIGNED' && assignee?.user === 'jane.doe@example.com')).to
      .be.true;
    const inbox = await human(jane).search({ searchType: 'INBOX', size: 100 });
    expect(inbox.map(({ assignee }) => assignee?.user)).to.include('jane.doe@example.com');
    expect(await human(jane).search({ searchType: 'ADMIN' })).to.deep.equal([]);
    const page = await administrator.humanTask.search({ states: ['COMPLETED'], start: 1, size: 2 });
    expect(page).to.include({ start: 1, hits: 2, pageSizeLimit: 100 });
    expect(page.totalHits).to.be.above(3);
  });

  it('gives tasks up', async () => {
    await administrator.humanTask.deleteTaskFromHumanTaskRecords1('4802');
    await administrator.humanTask.deleteTaskFromHumanTaskRecords(['4800', '4801']);
    for (const id of ['4800', '4801', '4802']) {
      expect(await human(john).getTaskById(id), id).to.include({ state: 'DELETED' });
    }
    expect(await failureOf(administrator.humanTask.deleteTaskFromHumanTaskRecords(['4805', '77', '78']))).to.equal(
      'There are no such tasks: "77", "78"',
    );
    expect(await human(john).getTaskById('4805')).to.include({ state: 'ASSIGNED' });
  });

  it('gets a new token when its own has ended, and goes on', async () => {
    const alice = await signOn('alice.jones', 'alice-demo');
    const before = await alice.getAuthenticationHeaders();
    await database
      .knex('credentials')
      .where({ kind: 'orkes-token' })
      .update({ expires_at: database.knex.raw(`now() - interval '1 second'`) });
    expect(await human(alice).claimTaskAsConductorUser('4805')).to.include({ state: 'IN_PROGRESS' });
    expect(await alice.getAuthenticationHeaders()).not.to.deep.equal(before);
  });

  it('is told when the caller has no right', async () => {
    expect(await failureOf(jane.humanTask.reassignTask('4784', [tier('jane.doe')]))).to.equal(
      'The caller has no right to do this.',
    );
  });
});
