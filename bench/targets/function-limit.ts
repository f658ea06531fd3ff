import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { dueAt, INSTRUCTIONS } from '../calls.ts';
import {
  assigneeLogin,
  chiefOf,
  CHIEFS,
  type Sizes,
  TASKS_PER_WORKFLOW,
  TICKET_PREFIX,
  ticketOfUser,
} from '../data/data.ts';
import { openConnections, SERVER_SETTINGS } from './limit.ts';
import { findPgbench, runPgbench } from './pgbench.ts';
import { type CpuReading, type Sample, sample, type Window } from '../data/sample.ts';
import type { Scratch } from './scratch.ts';

/** PostgreSQL by itself, one function call per reassignment over 8 connections: L in the tables. */
export interface FunctionLimit {
  readonly measuredBy: string;
  readonly measure: (window: Window, readCpu: () => Promise<CpuReading>) => Promise<Sample>;
}

export const FUNCTION_CONNECTIONS = 8;

const FUNCTION = new URL('./reassign-task.sql', import.meta.url);

/** Scatters consecutive numbers over the range: prime, and larger than what fits on a page. */
const STRIDE = 7919;

export interface TaskRange {
  readonly first: number;
  readonly count: number;
}

/**
 * Prepares the measurement. It uses its tasks up, since pgbench cannot hand successors on, and so divides them by the
 * rounds to come.
 */
export async function createFunctionLimit(
  scratch: Scratch,
  database: string,
  range: TaskRange,
  rounds: number,
  sizes: Sizes,
): Promise<FunctionLimit> {
  const url = scratch.urlOf(database);
  const { clients, close } = await openConnections(url, 1);
  await Promise.all(clients.map(async (client) => client.query(await readFile(FUNCTION, 'utf8')))).finally(close);

  const pgbench = await findPgbench();
  const share = Math.floor(range.count / rounds);
  let used = 0;

  const withPgbench = async ({ warmUpMs, ms }: Window, readCpu: () => Promise<CpuReading>): Promise<Sample> => {
    const run = async (calls: number) => {
      const perClient = Math.max(1, Math.floor(calls / FUNCTION_CONNECTIONS));
      const start = used;
      used += perClient * FUNCTION_CONNECTIONS;
      return runPgbench(pgbench ?? '', {
        ...scratch,
        database,
        clients: FUNCTION_CONNECTIONS,
        transactionsPerClient: perClient,
        script: script(range, sizes, start),
        settings: SERVER_SETTINGS,
      });
    };
    const end = used + share;
    const warm = await run(Math.min(share / 5, Math.max(200, warmUpMs / 2)));
    const before = await readCpu();
    const { perSecond, calls } = await run(Math.min(end - used, (warm.perSecond * ms) / 1000));
    const after = await readCpu();
    return {
      calls,
      allCalls: calls + warm.calls,
      seconds: calls / perSecond,
      perSecond,
      p50: Number.NaN,
      p99: Number.NaN,
      firstByte: null,
      serverCpu: null,
      databaseCpu:
        before.database === null || after.database === null ? null : (after.database - before.database) / calls,
      errors: 0,
      firstError: null,
    };
  };

  const fromNode = async (window: Window, readCpu: () => Promise<CpuReading>): Promise<Sample> => {
    const connections = await openConnections(url, FUNCTION_CONNECTIONS);
    const end = used + share;
    const work = (client: pg.Client) => async () => {
      if (used >= end) throw new Error('All tasks of this round are used: take a larger --size or fewer --seconds.');
      const position = used++;
      const taskId = range.first + ((position * STRIDE) % range.count);
      const values = [ticketOfUser(chiefOf(taskId)), taskId, assigneeLogin(position, sizes), dueAt, INSTRUCTIONS, true];
      await client.query({ name: 'bench', text: 'select bench_reassign($1, $2, $3, $4, $5, $6)', values });
    };
    return sample(connections.clients.map(work), window, readCpu).finally(connections.close);
  };

  return pgbench === null ? { measuredBy: 'Node', measure: fromNode } : { measuredBy: 'pgbench', measure: withPgbench };
}

/** pgbench keeps a client's variables from one transaction to the next; n starts where the last run ended. */
const script = ({ first, count }: TaskRange, { users }: Sizes, start: number): string => `
\\set position ${start} + :n * ${FUNCTION_CONNECTIONS} + :client_id
\\set n :n + 1
\\set task ${first} + (:position * ${STRIDE}) % ${count}
\\set chief 1 + ((:task - 1) / ${TASKS_PER_WORKFLOW}) % ${CHIEFS}
\\set assignee ${CHIEFS + 1} + :position % ${users - CHIEFS}
select bench_reassign('${TICKET_PREFIX}00000' || :chief, :task, 'user.' || :assignee, to_timestamp(${dueAt.getTime() / 1000}), '${INSTRUCTIONS}', true);
`;
