import { Agent, request } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { loadFixture } from '../../src/store/seed/load.ts';
import { createTestDatabase } from '../support/database.ts';
import { issueSecrets } from '../support/samples/secrets.ts';
import { startSampleServer } from '../support/samples/servers.ts';
import type { Known } from './values-of-schema.ts';

/** What came back, before anything is made of it. */
export interface Raw {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface FuzzedServer {
  readonly knex: Knex;
  readonly secrets: ReadonlyMap<string, string>;
  readonly known: Known;
  /** A task that no made call names. */
  readonly quietTask: number;
  send(asking: Asking): Promise<Raw>;
  takeFaults(): readonly unknown[];
  close(): Promise<void>;
}

const QUIET_TASK = 9001;
const TASKS = Array.from({ length: 60 }, (_, index) => 5001 + index);
const PEOPLE = [7, 9, 12, 15, 16, 20, 21, 22];

/** A server on tasks of every kind. Longer bodies than 64 KiB are more than it takes. */
export async function startFuzzedServer(): Promise<FuzzedServer> {
  const { knex, drop } = await createTestDatabase('fuzz');
  const office = JSON.parse(await readFile(new URL('../store/office.json', import.meta.url), 'utf8')) as {
    users: object[];
    tasks: object[];
  };
  office.users.push({ id: 40, login: 'adam.root', email: 'adam.root@example.com', roles: ['administrator'] });
  office.tasks.push(...TASKS.map(taskOf), { id: QUIET_TASK, name: 'Quiet', assignee: 'jane.doe' });
  const loadedAt = new Date();
  await loadFixture(knex, JSON.stringify(office), 'office.json', loadedAt);
  const secrets = await issueSecrets(knex, loadedAt);
  // Wrong passwords come by the dozen; their delay has its own tests.
  const signIns = { pause: () => Promise.resolve(), signedOn: () => undefined };
  const server = await startSampleServer(knex, { MAX_BODY_BYTES: '65536' }, { signIns });
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });

  return {
    knex,
    secrets,
    known: await knownTo(knex),
    quietTask: QUIET_TASK,
    takeFaults: () => server.takeFaults(),
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body === null ? {} : { 'content-length': String(body.length) };
        const sent = request(
          { agent, host: '127.0.0.1', port: server.port, method, path, headers: { ...headers, ...length } },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                type: response.headers['content-type'] ?? '',
                text: Buffer.concat(chunks).toString(),
              }),
            );
          },
        );
        sent.on('error', reject);
        sent.end(body ?? undefined);
      }),
    async close() {
      agent.destroy();
      await server.stop();
      await drop();
    },
  };
}

/** Ordinary, shared, teamed, tiered, claimed, asked of nobody, and such as demand a decision. */
const KINDS: readonly object[] = [
  { assignee: 'jane.doe' },
  { assignees: [{ user: 'jane.doe' }, { user: 'alice.jones' }, { team: 'Legal' }] },
  { assignees: [{ user: 'bob.jones' }, { user: 'jane.doe' }], completionRule: 'any' },
  { team: 'Legal' },
  {
    tiers: [
      { user: 'jane.doe', slaMinutes: 60 },
      { external: 'Notary Ltd', slaMinutes: 0 },
    ],
  },
  { tiers: [{ user: 'carol.king', slaMinutes: 60 }], afterTiers: 'terminate' },
  { assignee: 'jane.doe', claimedBy: 'jane.doe', output: { 'a b': [1, null] } },
  {},
  { assignee: 'jane.doe', requirements: [{ type: 'Approval' }] },
  { assignee: 'jane.doe', workflow: 225, step: { name: 'Review', number: 1 } },
];

const taskOf = (id: number): object => ({
  id,
  name: `Task ${id}`,
  assignedBy: 'john.smith',
  supervisor: 'john.smith',
  document: '/Corporate/Legal/ContractDraft.pdf',
  ...KINDS[id % KINDS.length],
});

/** Ids, uuids and names that are in the database. */
async function knownTo(knex: Knex): Promise<Known> {
  const users = await knex('users').select<{ login: string; email: string; uuid: string }[]>('login', 'email', 'uuid');
  const teams = await knex('teams').select<{ id: number; uuid: string; name: string }[]>('id', 'uuid', 'name');
  const uuids = await knex('tasks').whereIn('id', TASKS).orderBy('id').pluck<string[]>('uuid');
  const shares = await knex('task_shares').orderBy('id').limit(20).pluck<string[]>('id');
  const numbers = [...TASKS, ...PEOPLE, 1024, 1026, 225, 3, ...shares.map(Number)];
  return {
    numbers,
    texts: [
      ...TASKS.slice(0, 20).map(String),
      ...PEOPLE.map(String),
      ...shares,
      ...uuids.slice(0, 20),
      ...users.flatMap(({ login, email, uuid }) => [login, email, uuid].filter((text) => text !== '')),
      ...teams.flatMap(({ id, uuid, name }) => [String(id), uuid, name]),
      '1024',
      'Notary Ltd',
    ],
  };
}
