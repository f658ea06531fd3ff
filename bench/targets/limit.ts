import type { Knex } from 'knex';
import pg from 'pg';
import { decideReassignment } from '../../src/core/tasks/reassign-task.ts';
import { isRefused } from '../../src/core/refusal.ts';
import { isRepeated } from '../../src/core/repeats.ts';
import { SESSION } from '../../src/store/schema/database.ts';
import { readTasks } from '../../src/store/tasks/get-task.ts';
import { readReassignments } from '../../src/store/tasks/reassign-task.ts';
import { writeReassignments } from '../../src/store/tasks/reassign-task-write.ts';
import { dueAt, INSTRUCTIONS } from '../calls.ts';
import { assigneeLogin, type Sizes, ticketOfUser } from '../data/data.ts';
import type { Work } from '../data/sample.ts';
import type { TaskPool } from '../data/task-pool.ts';

/** The settings of a server's own connections, as PGOPTIONS takes them. */
export const SERVER_SETTINGS = Object.entries(SESSION)
  .map(([setting, value]) => `-c ${setting}=${value}`)
  .join(' ');

export interface Connections {
  readonly clients: readonly pg.Client[];
  readonly close: () => Promise<void>;
}

export async function openConnections(url: string, count: number): Promise<Connections> {
  const clients = Array.from(
    { length: count },
    () => new pg.Client({ connectionString: url, options: SERVER_SETTINGS }),
  );
  await Promise.all(clients.map((client) => client.connect()));
  return { clients, close: async () => void (await Promise.all(clients.map((client) => client.end()))) };
}

/** The store's statements without Knex's pool around them: what is measured is PostgreSQL and its driver. */
function bareKnex(client: pg.Client): Knex {
  const lender = { acquireConnection: () => Promise.resolve(client), releaseConnection: () => Promise.resolve() };
  // The part of Knex that src/store/sql/statement.ts uses.
  return { client: lender } as unknown as Knex;
}

let turn = 0;

/** The two statements of a reassignment and the decision between them, without a server. */
export function reassignDirectly(client: pg.Client, pool: TaskPool, sizes: Sizes): Work {
  const knex = bareKnex(client);
  return async () => {
    const { taskId, chief } = pool.take();
    const request = {
      credential: { kind: 'ticket', secret: ticketOfUser(chief) },
      context: { api: 'bench', requestId: '00000000-0000-4000-8000-000000000000' },
      taskId,
      reassignTo: assigneeLogin(turn++, sizes),
      newDueAt: dueAt,
      newInstructions: INSTRUCTIONS,
      sendTaskNotice: true,
    } as const;
    const [snapshot] = await readReassignments(knex, [request]);
    if (!snapshot) throw new Error('nothing read');
    const plan = decideReassignment(request, snapshot, 'reuse');
    if (isRefused(plan) || isRepeated(plan)) throw new Error(`refused: ${JSON.stringify(plan)}`);
    const [written] = await writeReassignments(knex, [plan]);
    if (!written) throw new Error('not written');
    pool.put({ taskId: written.successorId, chief });
  };
}

/** The one statement of GetTask. */
export function readTaskDirectly(client: pg.Client, pool: TaskPool): Work {
  const knex = bareKnex(client);
  return async () => {
    const { taskId, chief } = pool.take();
    const [snapshot] = await readTasks(knex, [{ credential: { kind: 'ticket', secret: ticketOfUser(chief) }, taskId }]);
    pool.put({ taskId, chief });
    if (!snapshot?.task || !snapshot.caller) throw new Error('nothing read');
  };
}
