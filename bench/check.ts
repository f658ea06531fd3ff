import { assigneeLogin, sizesFor, ticketOfUser } from './data/data.ts';
import { dueAt, INSTRUCTIONS } from './calls.ts';
import { countExchanges, type ExchangeCounter } from './exchanges.ts';
import { createFunctionLimit } from './targets/function-limit.ts';
import { openConnections } from './targets/limit.ts';
import { openAll, reassign } from './load.ts';
import { startOwnTarget, type OwnTarget } from './targets/own-target.ts';
import { learn } from './targets/warm-up.ts';
import { callsTo, limitsOn, type Measurement } from './data/plan.ts';
import { compareRows } from './data/same-rows.ts';
import type { Scratch } from './targets/scratch.ts';

const DATABASE = 'bench';
const SIZE = 5000;
const CONNECTIONS = [1, 16];
const WINDOW = { warmUpMs: 100, ms: 500 };

/** A page looks up who has the session; of lists also how the person sees them. The chain of a task has three parts. */
const EXCHANGES_OF_PAGES = 4;

/**
 * A read and a write; a list of somebody's own tasks asks who the caller is, what matches, and for the rows of one page.
 * A sign-on also looks before and after its place in line whether somebody guesses.
 */
function exchangesFor({ name }: Measurement): number {
  if (name.startsWith('Desk')) return EXCHANGES_OF_PAGES;
  if (name.startsWith('AuthenticateUser')) return 4;
  return /^getTasks/i.test(name) ? 3 : 2;
}

/**
 * The server's own work: opening connections, extending tickets, trying twenty mails a second at the most.
 */
const BACKGROUND_PER_SECOND = 40;

/**
 * Runs everything once, for moments: gives one sentence for each thing that is wrong. Errors, a call that needs more
 * round trips to the database than it may, and a limit that no longer does the server's work are wrong; slowness is not.
 */
export async function check(scratch: Scratch, root: string, progress: (text: string) => void): Promise<string[]> {
  const counter = await countExchanges(scratch);
  const sizes = sizesFor(SIZE);
  const databaseUrl = counter.urlOf(DATABASE);
  let target: OwnTarget | undefined;
  try {
    target = await startOwnTarget(scratch, { label: '', root, database: DATABASE, sizes, databaseUrl, progress });
    const url = scratch.urlOf(DATABASE);
    const functionLimit = await createFunctionLimit(scratch, DATABASE, target.rest, 1, sizes);
    const measurements = [...limitsOn(target, url, sizes, functionLimit, CONNECTIONS), ...callsTo(target, CONNECTIONS)];
    await learn(target);
    const problems: string[] = [];
    const different = await differenceOfRows(target, url);
    if (different !== null) problems.push(different);
    for (const measurement of measurements) problems.push(...(await problemsOf(measurement, counter, progress)));
    return problems;
  } finally {
    await target?.stop();
    counter.close();
  }
}

async function problemsOf(
  measurement: Measurement,
  counter: ExchangeCounter,
  progress: (text: string) => void,
): Promise<string[]> {
  const startedAt = performance.now();
  const before = counter.counts();
  const { calls, allCalls, errors, firstError } = await measurement.run(WINDOW);
  const statements = exchangesSince(before, counter);
  const exchanges = statements.reduce((sum, { count }) => sum + count, 0);
  const seconds = (performance.now() - startedAt) / 1000;

  const title = `${measurement.name}, ${measurement.connections} connections`;
  const each = (exchanges / allCalls).toFixed(2);
  progress(`${title}: ${calls} calls, ${each} round trips each, ${errors} errors`);
  const problems: string[] = [];
  if (errors > 0) problems.push(`${title}: ${errors} errors, the first: ${firstError}`);
  if (calls === 0) problems.push(`${title}: no call was answered.`);
  const most = exchangesFor(measurement);
  if (exchanges > most * allCalls + BACKGROUND_PER_SECOND * seconds) {
    const which = statements.map(
      ({ statement, count }) => `${(count / allCalls).toFixed(2)} × ${statement.slice(0, 40)}`,
    );
    problems.push(`${title}: ${each} round trips a call, more than ${most}: ${which.join(', ')}`);
  }
  return problems;
}

interface Exchanges {
  readonly statement: string;
  readonly count: number;
}

/** Settings of a new connection are no part of a call. */
const exchangesSince = (before: ReadonlyMap<string, number>, { counts }: ExchangeCounter): Exchanges[] =>
  [...counts()]
    .map(([statement, count]) => ({ statement, count: count - (before.get(statement) ?? 0) }))
    .filter(({ statement, count }) => count > 0 && !statement.startsWith('set timezone'))
    .sort((one, other) => other.count - one.count);

/** The first task is reassigned by the server, another by the function. */
async function differenceOfRows(target: OwnTarget, url: string): Promise<string | null> {
  const byServer = target.pool.take();
  const [connection] = await openAll(target.address, 1);
  const { clients, close } = await openConnections(url, 1);
  const [client] = clients;
  try {
    if (!connection || !client) throw new Error('no connection');
    const callers = { ...target.callers, assignee: () => assigneeLogin(0, sizesFor(SIZE)) };
    const pool = { ...target.pool, take: () => byServer, put: () => undefined };
    await reassign(connection, 'SOAP 1.1', { ...target, callers, pool })();
    const byFunction = target.pool.take();
    const values = [ticketOfUser(byFunction.chief), byFunction.taskId, callers.assignee(), dueAt, INSTRUCTIONS, true];
    await client.query('select bench_reassign($1, $2, $3, $4, $5, $6)', values);
    return await compareRows(client, byServer, byFunction);
  } finally {
    connection?.close();
    await close();
  }
}
