import { Agent, createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { BoxCcgAuth, BoxClient, BoxDeveloperTokenAuth, CcgConfig } from 'box-node-sdk';
import { BaseUrls, BoxRetryStrategy, NetworkSession } from 'box-node-sdk/networking';
import BoxSDK from 'box-node-sdk-3';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

/** A key of the demo data that may act for anybody. */
const KEY = { clientId: 'demo-administrator', clientSecret: 'demo-administrator-key' };
const PEOPLE = { maria: '2', john: '7', jane: '12', alice: '15', gone: '16', carol: '17', daniel: '18', lena: '19' };

/** What the new SDK says of a 401 that it cannot help. */
const EXPIRED = 'BoxSdkError: Developer token has expired. Please provide a new one.';

/** What an SDK makes of an answer that is none it wanted: status and code. */
async function failureOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    return `succeeded with ${JSON.stringify(await call)}`;
  } catch (error) {
    return statusIn(error);
  }
}

function statusIn(error: unknown): unknown {
  if (!(error instanceof Error)) return 'no error';
  // The old SDK has what came back in `response`, the new one in `responseInfo`.
  if ('responseInfo' in error) return partsOf(error.responseInfo, 'code');
  if (!('response' in error) || typeof error.response !== 'object' || error.response === null) return String(error);
  const { body } = error.response as { body?: unknown };
  return partsOf({ ...error.response, ...(typeof body === 'object' ? body : {}) }, 'code');
}

const partsOf = (from: unknown, word: string): string => {
  const { statusCode, ...rest } = from as Record<string, unknown>;
  return `${String(statusCode)} ${String(rest[word]).replaceAll('"', '')}`;
};

/** What the old SDK passes on of an answer, unchecked. */
interface OldAnswer {
  readonly id: string;
  readonly action: string;
  readonly login: string;
  readonly total_count: number;
  readonly entries: readonly { readonly id: string }[];
}

/** The calls of the old SDK that are made here; its own types do not say what they are. */
interface OldClient {
  readonly users: { get(id: string): PromiseLike<OldAnswer> };
  readonly tasks: {
    create(fileId: string, options: object): PromiseLike<OldAnswer>;
    get(id: string): PromiseLike<OldAnswer>;
    delete(id: string): PromiseLike<unknown>;
    assignByUserID(id: string, userId: string): PromiseLike<OldAnswer>;
    assignByEmail(id: string, email: string): PromiseLike<OldAnswer>;
    getAssignments(id: string): PromiseLike<OldAnswer>;
    getAssignment(id: string): PromiseLike<OldAnswer>;
    updateAssignment(id: string, options: object): PromiseLike<OldAnswer>;
    deleteAssignment(id: string): PromiseLike<unknown>;
  };
  asUser(id: string): void;
}

/** A way to the server on which the answer to the first POST of an assignment is lost. */
async function startLossyProxy(target: string): Promise<{ address: string; lost: () => number; server: Server }> {
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    const forwarded = request(`${target}${url}`, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
      if (method === 'POST' && url.startsWith('/2.0/') && lost === 0) {
        lost += 1;
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lost: () => lost, server };
}

describe('the SDKs of Box against a server with the demo data', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;
  let proxy: Awaited<ReturnType<typeof startLossyProxy>> | undefined;

  before(async () => {
    database = await createTestDatabase('box_sdk');
    await loadDemo(database.knex);
    server = await startServerProcess({ DATABASE_URL: database.url, DRAIN_SECONDS: '0' });
  });

  afterEach(() => {
    proxy?.server.closeAllConnections();
    proxy?.server.close();
    proxy = undefined;
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  describe('10', () => {
    const sessionOf = (address: string): NetworkSession =>
      new NetworkSession({
        baseUrls: new BaseUrls({ baseUrl: address, uploadUrl: address, oauth2Url: address }),
        retryStrategy: new BoxRetryStrategy({ retryBaseInterval: 0.01 }),
      });
    const authOf = (more: { userId: string } | { enterpriseId: string }): BoxCcgAuth =>
      new BoxCcgAuth({ config: new CcgConfig({ ...KEY, ...more }) });
    const clientOf = (auth: BoxCcgAuth | BoxDeveloperTokenAuth, address = server.address): BoxClient =>
      new BoxClient({ auth, networkSession: sessionOf(address) });
    const as = (userId: string, address?: string): BoxClient => clientOf(authOf({ userId }), address);
    const assign = (client: BoxClient, id: string, assignTo: { id: string } | { login: string }) =>
      client.taskAssignments.createTaskAssignment({ task: { id, type: 'task' }, assignTo });

    it('gets tokens for a key, and for an account that it acts for, and knows whose they are', async () => {
      const me = async (client: BoxClient) => (await client.users.getUserMe()).login;
      expect(await me(clientOf(authOf({ enterpriseId: '1' })))).to.equal('maria.keller@example.com');
      expect(await me(as(PEOPLE.jane))).to.equal('jane.doe@example.com');
      const token = new BoxDeveloperTokenAuth({ token: 'demo-api-key' });
      expect(await me(clientOf(token))).to.equal('crm@example.com');
    });

    it('makes a task, assigns it by number and by login, reads, lists, resolves and removes', async () => {
      const john = as(PEOPLE.john);
      const task = await john.tasks.createTask({
        item: { id: '1024', type: 'file' },
        action: 'review',
        message: 'Please review.',
        dueAt: { value: new Date('2031-04-15T17:00:00Z') },
        completionRule: 'all_assignees',
      });
      expect(task).to.deep.include({ action: 'review', isCompleted: false, message: 'Please review.' });
      expect(task.dueAt?.value.toISOString()).to.equal('2031-04-15T17:00:00.000Z');
      const id = task.id ?? '';

      const first = await assign(john, id, { id: PEOPLE.jane });
      const second = await assign(john, id, { login: 'Alice.Jones@example.com' });
      expect(second.assignedTo?.name).to.equal('Alice Jones');
      const read = await john.taskAssignments.getTaskAssignmentById(first.id ?? '');
      expect(read).to.deep.include({ resolutionState: 'incomplete', message: '' });
      const listed = await john.taskAssignments.getTaskAssignments(id);
      expect(listed.entries?.map((entry) => entry.assignedTo?.id)).to.deep.equal([PEOPLE.jane, PEOPLE.alice]);

      const approval = { requestBody: { message: 'Looks good – 日本語', resolutionState: 'approved' as const } };
      const jane = as(PEOPLE.jane);
      const done = await jane.taskAssignments.updateTaskAssignmentById(first.id ?? '', approval);
      expect(done).to.deep.include({ resolutionState: 'approved', message: 'Looks good – 日本語' });
      await john.taskAssignments.deleteTaskAssignmentById(second.id ?? '');
      expect((await john.tasks.getTaskById(id)).isCompleted).to.equal(true);
      await john.tasks.deleteTaskById(id);
      expect(await failureOf(john.tasks.getTaskById(id))).to.equal('404 not_found');
    });

    it('edits a task, and lists those of a file', async () => {
      const jane = as(PEOPLE.jane);
      const requestBody = { message: 'By telephone, please.', completionRule: 'any_assignee' as const };
      const task = await jane.tasks.updateTaskById('4806', { requestBody });
      expect(task).to.deep.include({ message: 'By telephone, please.', completionRule: 'any_assignee' });
      const tasks = await jane.tasks.getFileTasks(task.item?.id ?? '');
      expect(tasks.entries?.map(({ id }) => id)).to.include('4806');
      expect(tasks.totalCount).to.equal(tasks.entries?.length);
    });

    it('acts for another account with As-User', async () => {
      const administrator = clientOf(authOf({ enterpriseId: '1' }));
      const john = administrator.withAsUserHeader(PEOPLE.john);
      expect((await john.users.getUserMe()).id).to.equal(PEOPLE.john);
      expect((await assign(john, '4785', { id: PEOPLE.carol })).assignedBy?.id).to.equal(PEOPLE.john);
      const jane = as(PEOPLE.jane).withAsUserHeader(PEOPLE.john);
      expect(await failureOf(jane.users.getUserMe())).to.equal('403 forbidden');
    });

    it('is told at once what is wrong', async () => {
      const john = as(PEOPLE.john);
      const jane = as(PEOPLE.jane);
      const wrong: [PromiseLike<unknown>, string][] = [
        [john.tasks.getTaskById('999999'), '404 not_found'],
        [assign(john, '999999', { id: PEOPLE.jane }), '404 not_found'],
        [assign(john, '4812', { id: '999999' }), '400 bad_request'],
        [assign(john, '4812', { id: PEOPLE.gone }), '400 bad_request'],
        [assign(jane, '4796', { id: PEOPLE.jane }), '403 forbidden'],
        [assign(john, '4789', { id: PEOPLE.jane }), '403 forbidden'],
        [john.taskAssignments.getTaskAssignmentById('999999'), '404 not_found'],
        [clientOf(new BoxDeveloperTokenAuth({ token: 'unknown' })).users.getUserMe(), EXPIRED],
        [john.folders.getFolderById('0'), '404 not_found'],
      ];
      expect(await Promise.all(wrong.map(([call]) => failureOf(call)))).to.deep.equal(wrong.map(([, word]) => word));
    });

    it('repeats an assignment whose answer was lost, and gets the one it made', async () => {
      proxy = await startLossyProxy(server.address);
      const john = as(PEOPLE.john, proxy.address);
      const assignment = await assign(john, '4783', { id: PEOPLE.alice });
      expect(proxy.lost()).to.equal(1);
      const { entries = [] } = await john.taskAssignments.getTaskAssignments('4783');
      expect(entries.filter((entry) => entry.assignedTo?.id === PEOPLE.alice).map(({ id }) => id)).to.deep.equal([
        assignment.id,
      ]);
    });

    it('gives a token back', async () => {
      const auth = authOf({ userId: PEOPLE.jane });
      const client = clientOf(auth);
      await client.users.getUserMe();
      const token = (await auth.tokenStorage.get())?.accessToken ?? '';
      await auth.revokeToken(sessionOf(server.address));
      expect(await failureOf(clientOf(new BoxDeveloperTokenAuth({ token })).users.getUserMe())).to.equal(EXPIRED);
    });
  });

  describe('3', () => {
    const sdkOf = (address = server.address): BoxSDK =>
      new BoxSDK({
        clientID: KEY.clientId,
        clientSecret: KEY.clientSecret,
        apiRootURL: address,
        authorizeRootURL: address,
        uploadAPIRootURL: address,
        retryIntervalMS: 10,
        // Its own agent speaks TLS only.
        request: { agentClass: Agent, agentOptions: { keepAlive: false }, strictSSL: false },
      });
    const as = (userId: string, address?: string): OldClient => sdkOf(address).getCCGClientForUser(userId);

    it('assigns by number and by e-mail, reads, lists, resolves and removes', async () => {
      const john = as(PEOPLE.john);
      const task = await john.tasks.create('1024', {
        message: 'Please look.',
        dueAt: '2031-04-15T17:00:00+02:00',
      });
      expect(task.action).to.equal('review');
      const first = await john.tasks.assignByUserID(task.id, PEOPLE.jane);
      const second = await john.tasks.assignByEmail(task.id, 'alice.jones@example.com');
      const listed = await john.tasks.getAssignments(task.id);
      expect(listed.total_count).to.equal(2);
      const jane = as(PEOPLE.jane);
      const resolution = { resolution_state: 'rejected', message: 'No.' };
      expect(await jane.tasks.updateAssignment(first.id, resolution)).to.deep.include(resolution);
      expect(await john.tasks.getAssignment(first.id)).to.deep.include(resolution);
      await john.tasks.deleteAssignment(second.id);
      expect(await john.tasks.get(task.id)).to.deep.include({ is_completed: true, type: 'task' });
      await john.tasks.delete(task.id);
      expect(await failureOf(john.tasks.get(task.id))).to.equal('404 not_found');
    });

    it('repeats an assignment whose answer was lost, and gets the one it made', async () => {
      proxy = await startLossyProxy(server.address);
      const john = as(PEOPLE.john, proxy.address);
      const assignment = await john.tasks.assignByUserID('4782', PEOPLE.daniel);
      expect(proxy.lost()).to.equal(1);
      const { entries } = await john.tasks.getAssignments('4782');
      expect(entries.filter(({ id }) => id === assignment.id)).to.have.length(1);
      expect(entries).to.have.length(2);
    });

    it('refreshes a pair of tokens once, and ends it', async () => {
      const sdk = sdkOf();
      const issued = await fetch(`${server.address}/oauth2/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: KEY.clientId,
          client_secret: KEY.clientSecret,
          box_subject_type: 'user',
          box_subject_id: PEOPLE.jane,
        }),
      });
      const { refresh_token: refresh } = (await issued.json()) as { refresh_token: string };
      const refreshed: { accessToken: string } = await sdk.getTokensRefreshGrant(refresh);
      const client: OldClient = sdk.getBasicClient(refreshed.accessToken);
      expect(await client.users.get('me')).to.deep.include({ login: 'jane.doe@example.com' });
      expect(await failureOf(sdk.getTokensRefreshGrant(refresh))).to.include('400');
      await sdk.revokeTokens(refreshed.accessToken);
      expect(await failureOf(client.users.get('me'))).to.equal('401 unauthorized');
    });

    it('acts for another account, and is told what is wrong', async () => {
      const administrator = as(PEOPLE.maria);
      administrator.asUser(PEOPLE.john);
      expect(await administrator.users.get('me')).to.deep.include({ id: PEOPLE.john });
      const jane = as(PEOPLE.jane);
      expect(await failureOf(jane.tasks.assignByUserID('4796', PEOPLE.jane))).to.equal('403 forbidden');
      expect(await failureOf(jane.tasks.assignByEmail('4812', 'nobody@example.com'))).to.equal('400 bad_request');
      expect(await failureOf(jane.tasks.getAssignment('999999'))).to.equal('404 not_found');
    });
  });
});
