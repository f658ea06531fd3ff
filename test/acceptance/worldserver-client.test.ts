import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

interface Failure {
  readonly type: string;
  readonly message: string;
}

/** As much of an answer as the client reads before it is known what was asked. */
interface Answer {
  readonly status?: unknown;
  readonly errors?: readonly Failure[];
  readonly response?: readonly { readonly errors?: readonly Failure[] }[];
}

interface Task {
  readonly id: number;
  readonly status: { readonly status: string };
  readonly completionStatus: number;
  readonly comment: string;
  readonly assignees: readonly { readonly id: number; readonly type: string }[];
  readonly currentTaskStep: {
    readonly id: number;
    readonly workflowTransitions: readonly { readonly id: number; readonly index: number; readonly text: string }[];
  };
}

interface User {
  readonly id: number;
  readonly username: string;
  readonly workgroups: readonly unknown[];
}

/**
 * A client that works as the public one for WorldServer does: the token of /v2/login as a header, lists until it has as
 * many as there are, and errors where that one looks for them.
 */
async function signOn(address: string, username: string, password: string) {
  const call = async <Body>(method: string, path: string, body?: unknown, token = ''): Promise<Body> => {
    const response = await fetch(`${address}/ws-api/v2${path}`, {
      method,
      headers: { ...(token && { token }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Answer & Body;
    const [failure] = answer.errors ?? answer.response?.[0]?.errors ?? [];
    if (!response.ok && !failure) throw new Error('Unknown error');
    if (failure && (!response.ok || answer.status === 'ERROR')) throw new Error(`${failure.type}: ${failure.message}`);
    return answer;
  };
  const session = await call<{ readonly sessionId: string; readonly loginOutcome: string }>('POST', '/login', {
    username,
    password,
  });
  expect(session.loginOutcome).to.equal('SUCCESS');
  const asked = <Body>(method: string, path: string, body?: unknown) =>
    call<Body>(method, path, body, session.sessionId);

  return {
    token: session.sessionId,
    task: (id: number) => asked<Task>('GET', `/tasks/${id}`),
    change: (name: string, item: object) => asked('POST', `/tasks/${name}`, [item]),
    update: (item: object) => asked('PATCH', '/tasks', [item]),
    async all<Item>(method: string, path: string, body?: unknown, limit = 3): Promise<readonly Item[]> {
      const items: Item[] = [];
      for (;;) {
        const page = await asked<{ readonly total: number; readonly items: readonly Item[] }>(
          method,
          `${path}?offset=${items.length}&limit=${limit}`,
          body,
        );
        items.push(...page.items);
        if (items.length >= page.total) return items;
      }
    },
  };
}

type Client = Awaited<ReturnType<typeof signOn>>;

const failureOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    return `succeeded with ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const TASK = 4812;

describe('a client of WorldServer against a server with the demo data', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;
  let john: Client;
  let alice: Client;
  let bob: Client;

  before(async () => {
    database = await createTestDatabase('worldserver_client');
    await loadDemo(database.knex);
    server = await startServerProcess({ DATABASE_URL: database.url });
    [john, alice, bob] = await Promise.all([
      signOn(server.address, 'john.smith', 'john-demo'),
      signOn(server.address, 'alice.jones', 'alice-demo'),
      signOn(server.address, 'bob.jones', 'bob-demo'),
    ]);
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  it('is told why it cannot sign in', async () => {
    const failure = await failureOf(signOn(server.address, 'john.smith', 'wrong'));
    expect(failure).to.equal('UNAUTHORIZED: BAD_CREDENTIALS');
  });

  it('finds a task by its project and by its asset', async () => {
    const filters = [
      { field: 'project.id', operator: 'eq', value: '225' },
      { field: 'assets', operator: 'like', value: '%.pdf%' },
    ];
    const found = await john.all<Task>('POST', '/tasks/search', { operator: 'and', filters });
    expect(found.map(({ id }) => id)).to.include(TASK);
    expect(new Set(found.map(({ id }) => id)).size).to.equal(found.length);
  });

  it('offers everybody who is in a workgroup, and the roles', async () => {
    const users = await john.all<User>('GET', '/users');
    expect(users.every(({ workgroups }) => workgroups.length > 0)).to.equal(true);
    expect(users.map(({ username }) => username)).to.include.members(['jane.doe', 'alice.jones', 'integration']);
    const roles = await john.all<{ readonly name: string }>('GET', '/workflowRoles', undefined, 2);
    expect(roles.map(({ name }) => name)).to.deep.equal(['Legal', 'Finance', 'Quality Board']);
  });

  it('assigns, claims, gives back and completes a task', async () => {
    const [aliceId, legalId] = [15, 3];
    await john.change('changeAssignees', { id: TASK, assignedUserIds: [aliceId], assignedRoleIds: [legalId] });
    const { assignees, currentTaskStep } = await john.task(TASK);
    expect(assignees.map(({ id, type }) => [id, type])).to.deep.equal([
      [aliceId, 'USER'],
      [legalId, 'WORKFLOW_ROLE'],
    ]);

    await bob.change('claim', { id: TASK });
    const claim = await failureOf(alice.change('claim', { id: TASK }));
    expect(claim).to.equal('FORBIDDEN: No rights to CLAIM for resource type TASK');
    await bob.change('unclaim', { id: TASK });
    await alice.change('claim', { id: TASK });

    const approve = currentTaskStep.workflowTransitions.find(({ text }) => text === 'Approve');
    const silent = await failureOf(alice.change('complete', { id: TASK, transitionId: approve?.id }));
    expect(silent).to.equal('BAD_REQUEST: This task cannot be completed. It requires a comment.');
    await alice.change('complete', { id: TASK, transitionId: approve?.id, comment: 'All good.' });

    const done = await john.task(TASK);
    expect(done.status.status).to.equal('COMPLETED');
    expect([done.completionStatus, done.comment, done.currentTaskStep.workflowTransitions]).to.deep.equal([
      100,
      'All good.',
      [],
    ]);
    const late = await failureOf(john.change('changeAssignees', { id: TASK, assignedUserIds: [aliceId] }));
    expect(late).to.equal('BAD_REQUEST: Task step has invalid types');
  });

  it('moves a due date', async () => {
    await john.update({ id: 4810, dueDate: '2040-04-15T17:00:00', priority: 5, expectedDuration: 3 });
    expect(await john.task(4810)).to.include({ dueDate: '2040-04-15T17:00:00.000Z', priority: 5 });
  });

  it('leaves no token in the log, wherever it shows it', async () => {
    const { token } = john;
    for (const path of ['/tasks/4810', '/tasks/nothing', '/nothing']) {
      await fetch(`${server.address}/ws-api/v1${path}?token=${token}`);
    }
    await endServerProcesses();
    await server.ended;
    expect(server.logged()).to.include('"operation":"getTask"').and.include('/ws-api/v1/nothing');
    expect(server.logged()).not.to.include(token);
  });
});
