import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { createOperations, type Operations, type Policy } from '../../src/operations/index.ts';
import type { Store } from '../../src/operations/needs.ts';
import { createStore, type StoreOptions } from '../../src/store/index.ts';
import { connect } from '../../src/store/schema/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { keepDatabase, type KeptDatabase } from '../support/kept.ts';
import { loadOffice } from './office.ts';

export type Row = Record<string, unknown>;

export interface StageOptions extends Partial<StoreOptions> {
  /** Fills the database once, for all tests of the block; by default with the office. */
  readonly load?: (knex: Knex) => Promise<unknown>;
  readonly policy?: Partial<Policy>;
}

/** For blocks in which every test loads what it needs. */
export const nothing = (): Promise<void> => Promise.resolve();

const POLICY: Policy = { emptyInstructions: 'reuse', trustedUserPassword: null };

/**
 * Gives a block of tests a database, which every test finds as it was loaded, and for each test a store and the
 * operations on it. Registers the hooks that open, restore and close all that.
 */
export function useStage(name: string, { load = loadOffice, policy, ...more }: StageOptions = {}) {
  const options: StoreOptions = { ticketDays: 30, reportFailure, ...more };
  const processes: (() => Promise<void>)[] = [];
  let database: TestDatabase;
  let kept: KeptDatabase;
  let store: ReturnType<typeof createStore>;
  let operations: Operations;

  before(async () => {
    database = await createTestDatabase(name);
    await load(database.knex);
    kept = await keepDatabase(database);
  });
  beforeEach(async () => {
    await kept.restore();
    store = createStore(database.knex, options);
    operations = createOperations(store, { ...POLICY, ...policy });
  });
  afterEach(async () => {
    await endProcesses();
    await store.stop();
  });
  after(() => database.drop());

  /** Starts another process beside the first, with connections of its own until the test ends. */
  function startProcess(): Operations {
    const pool = connect({ url: database.url, poolSize: 4 });
    const own = createStore(pool, options);
    processes.push(async () => {
      await own.stop();
      await pool.destroy();
    });
    return createOperations(own, { ...POLICY, ...policy });
  }

  async function endProcesses(): Promise<void> {
    for (const end of processes.splice(0)) await end();
  }

  const untilSomebodyWaits = async (): Promise<void> => {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await database.knex.raw<{ rows: unknown[] }>(waiting)).rows.length === 0) await pause(5);
  };

  return {
    get knex(): Knex {
      return database.knex;
    },
    /** For a command, which opens it by itself. */
    get url(): string {
      return database.url;
    },
    get store(): Store {
      return store;
    },
    get operations(): Operations {
      return operations;
    },
    /** Operations on a store that differs, or by a policy that does. */
    operationsOn: (other: Store, differently: Partial<Policy> = {}): Operations =>
      createOperations(other, { ...POLICY, ...policy, ...differently }),

    startProcess,
    endProcesses,
    /** Lets two processes race. */
    async withSecond(race: (one: Operations, other: Operations) => Promise<void>): Promise<void> {
      await race(operations, startProcess());
      await endProcesses();
    },

    /** Puts back what was loaded, for a test that begins anew. */
    restore: () => kept.restore(),

    /** Resolves when somebody waits for a lock. */
    untilSomebodyWaits,
    /** Lets a call come to its write while a change of somebody else is not committed yet. */
    async during<Answer>(change: (trx: Knex) => Promise<unknown>, call: () => Promise<Answer>): Promise<Answer> {
      const trx = await database.knex.transaction();
      await change(trx);
      const answer = call();
      await untilSomebodyWaits();
      await trx.commit();
      return answer;
    },

    task: async (id: number) => (await database.knex('tasks').where({ id }).first()) as Row,
    statuses: async (): Promise<Record<string, string>> => {
      const rows = await database.knex<{ id: number; status: string }>('tasks').select('id', 'status');
      return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
    },
    workflow: async (id = 50) => (await database.knex('workflows').where({ id }).first()) as Row,
    /** Mail to be sent: task, topic, recipient, actor. */
    told: async (topic?: string) =>
      ((await database.knex('notices').orderBy(['task_id', 'topic', 'recipient_id'])) as Row[])
        .filter((row) => topic === undefined || row.topic === topic)
        .map(({ task_id, topic, recipient_id, actor_id }) => [task_id, topic, recipient_id, actor_id]),
    /** History in the order of its making, of one task or of all. */
    history: async (taskId?: number) =>
      (await database
        .knex('history')
        .where(taskId === undefined ? {} : { task_id: taskId })
        .orderBy('id')) as Row[],
  };
}

export type Stage = ReturnType<typeof useStage>;

/** A fault that is reported behind a call fails the test. */
export function reportFailure(error: unknown): never {
  throw error;
}
