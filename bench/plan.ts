import type pg from 'pg';
import type { Binding, Values } from './calls.ts';
import { loginOfChief, PASSWORD, ticketOf } from './data.ts';
import { FUNCTION_CONNECTIONS, type FunctionLimit } from './function-limit.ts';
import type { HttpConnection } from './http-connection.ts';
import { openConnections, readTaskDirectly, reassignDirectly } from './limit.ts';
import { ask, idle, openAll, reassign } from './load.ts';
import { type CpuReading, type Sample, sample, type Window, type Work } from './sample.ts';
import type { Target } from './target.ts';

/** One row of the table. */
export interface Measurement {
  readonly name: string;
  readonly connections: number;
  /** Which of several servers; empty for what needs none. */
  readonly target: string;
  /** The name of the limit with the same number of connections. */
  readonly limit?: string;
  /** Whether to compare it with L. */
  readonly reassigns?: boolean;
  readonly run: (window: Window) => Promise<Sample>;
}

export const LIMIT = 'limit: both statements';
export const READ_LIMIT = 'limit: GetTask’s statement';
export const FUNCTION_LIMIT = 'L: one function call';

/** GetTask and the others are there to be seen, not to be tuned: one number of connections each. */
const MANY = 16;
/** Passwords are slow on purpose, and computed two at a time. */
const LOGON_CONNECTIONS = 4;

/** What PostgreSQL does without a server, by the statements of this checkout on the data of `target`. */
export function limitsOn(
  target: Target,
  url: string,
  functionLimit: FunctionLimit,
  connections: readonly number[],
): Measurement[] {
  const direct = (name: string, count: number, work: (client: pg.Client) => Work): Measurement => ({
    name,
    connections: count,
    target: '',
    async run(window) {
      const { clients, close } = await openConnections(url, count);
      return sample(clients.map(work), window, () => withOwnCpu(target.readCpu)).finally(close);
    },
  });
  return [
    {
      name: FUNCTION_LIMIT,
      connections: FUNCTION_CONNECTIONS,
      target: '',
      run: (window) => functionLimit.measure(window, target.readCpu),
    },
    ...connections.map((count) =>
      direct(LIMIT, count, (client) => reassignDirectly(client, target.pool, target.sizes)),
    ),
    direct(READ_LIMIT, MANY, (client) => readTaskDirectly(client, target.pool)),
  ];
}

/** Here this process is the one that sends the statements. */
async function withOwnCpu(readCpu: () => Promise<CpuReading>): Promise<CpuReading> {
  const { user, system } = process.cpuUsage();
  return { ...(await readCpu()), server: user + system };
}

/** Everything asked of a server. `operations` are those its WSDL has. */
export function callsTo(
  target: Target,
  connections: readonly number[],
  operations: ReadonlySet<string>,
): Measurement[] {
  const { address, label, pool, sizes } = target;
  const host = `${address.host}:${address.port}`;
  const over = (count: number, work: (connection: HttpConnection, index: number) => Work) => async (window: Window) => {
    const open = await openAll(address, count);
    return sample(open.map(work), window, target.readCpu).finally(() => open.forEach((each) => each.close()));
  };
  const reassignment = (binding: Binding, count: number): Measurement => ({
    name: `ReassignTask ${binding}`,
    connections: count,
    target: label,
    limit: LIMIT,
    reassigns: true,
    run: over(count, (connection) => reassign(connection, host, binding, pool, sizes)),
  });
  const call = (operation: string, count: number, values: (index: number) => () => Values): Measurement => ({
    name: `${operation} SOAP 1.1`,
    connections: count,
    target: label,
    run: over(count, (connection, index) => ask(connection, host, 'SOAP 1.1', operation, values(index))),
  });

  const getTask = call('GetTask', MANY, () => () => {
    const task = pool.take();
    pool.put(task);
    return { authenticationTicket: ticketOf(task.chief), taskId: String(task.taskId) };
  });
  const listing = (index: number): Values => ({
    AuthenticationTicket: ticketOf(index % 8),
    xmlcriteria: '<criteria><param><Name>STATUS</Name><Value>InProgress</Value></param></criteria>',
  });
  const others = [
    { ...getTask, limit: READ_LIMIT },
    call('AuthenticateUser', LOGON_CONNECTIONS, (index) => () => ({ UID: loginOfChief(index), PWD: PASSWORD })),
    call('GetTasks1', MANY, (index) => () => ({
      ...listing(index),
      startingRow: '0',
      rowCount: '20',
      SortBy: 'DueDate',
      AscendingOrder: 'true',
    })),
  ].filter(({ name }) => operations.has(name.split(' ')[0] ?? ''));

  return [
    ...connections.map((count) => ({
      name: 'idle endpoint',
      connections: count,
      target: label,
      run: over(count, (connection) => idle(connection, host)),
    })),
    ...connections.flatMap((count) => (['SOAP 1.1', 'GET', 'POST'] as const).map((each) => reassignment(each, count))),
    reassignment('SOAP 1.2', MANY),
    ...others,
  ];
}
