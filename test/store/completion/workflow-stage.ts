import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { createOperations, type Operations, type Policy } from '../../../src/operations/index.ts';
import { connect } from '../../../src/store/schema/database.ts';
import { createStore } from '../../../src/store/index.ts';
import { createTestDatabase } from '../../support/database.ts';

const policy = { emptyInstructions: 'reuse', trustedUserPassword: null } as const;

export const reportFailure = (error: unknown): never => {
  throw error;
};

export type Row = Record<string, unknown>;

/** A database of its own with the operations on it, and what tests of workflows ask of it. */
export async function openStage(name: string, more: Partial<Policy> = {}) {
  const database = await createTestDatabase(name);
  const { knex } = database;
  const store = createStore(knex, { ticketDays: 30, reportFailure });
  const operations = createOperations(store, { ...policy, ...more });

  return {
    knex,
    operations,

    task: async (id: number) => (await knex('tasks').where({ id }).first()) as Row,
    statuses: async (): Promise<Record<string, string>> => {
      const rows = await knex<{ id: number; status: string }>('tasks').select('id', 'status');
      return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
    },
    workflow: async (id = 50) => (await knex('workflows').where({ id }).first()) as Row,
    /** Mail to be sent: task, topic, recipient, actor. */
    told: async (topic?: string) =>
      ((await knex('notices').orderBy(['task_id', 'topic', 'recipient_id'])) as Row[])
        .filter((row) => topic === undefined || row.topic === topic)
        .map(({ task_id, topic, recipient_id, actor_id }) => [task_id, topic, recipient_id, actor_id]),
    history: async (taskId: number) => (await knex('history').where({ task_id: taskId }).orderBy('id')) as Row[],

    /** A second process beside the first, with connections of its own. */
    async withSecond(race: (one: Operations, other: Operations) => Promise<void>): Promise<void> {
      const pool = connect({ url: database.url, poolSize: 4 });
      const other = createStore(pool, { ticketDays: 30, reportFailure });
      try {
        await race(operations, createOperations(other, { ...policy, ...more }));
      } finally {
        await other.stop();
        await pool.destroy();
      }
    },

    /** Lets a call come to its write while a change of somebody else is not committed yet. */
    async during<Answer>(change: (trx: Knex) => Promise<unknown>, call: () => Promise<Answer>): Promise<Answer> {
      const trx = await knex.transaction();
      await change(trx);
      const answer = call();
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      while ((await knex.raw<{ rows: unknown[] }>(waiting)).rows.length === 0) await pause(5);
      await trx.commit();
      return answer;
    },

    async close(): Promise<void> {
      await store.stop();
      await database.drop();
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
