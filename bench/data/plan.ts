import type pg from 'pg';
import { type Binding, BINDINGS, type Values } from '../calls.ts';
import type { Sizes } from './data.ts';
import { FUNCTION_CONNECTIONS, type FunctionLimit } from '../targets/function-limit.ts';
import type { HttpConnection } from '../targets/http-connection.ts';
import { DESK_PAGES, openPage } from '../desk.ts';
import { openConnections, readTaskDirectly, reassignDirectly } from '../targets/limit.ts';
import { ask, idle, openAll, reassign } from '../load.ts';
import { type CpuReading, type Sample, sample, type Window, type Work } from './sample.ts';
import type { Target } from '../targets/target.ts';
import { VENDOR_CALLS } from '../vendors.ts';

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

const LIMIT = 'limit: both statements';
const READ_LIMIT = 'limit: GetTask’s statement';
export const FUNCTION_LIMIT = 'L: one function call';

/** GetTask and the others are there to be seen, not to be tuned: one number of connections each. */
const manyOf = (connections: readonly number[]): number => (connections.includes(16) ? 16 : Math.max(...connections));
/** Passwords are slow on purpose, and computed two at a time. */
const LOGON_CONNECTIONS = 4;

/** The work of PostgreSQL without a server, by the statements of this checkout on the data of `target`. */
export function limitsOn(
  target: Target,
  url: string,
  sizes: Sizes,
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
    ...connections.map((count) => direct(LIMIT, count, (client) => reassignDirectly(client, target.pool, sizes))),
    direct(READ_LIMIT, manyOf(connections), (client) => readTaskDirectly(client, target.pool)),
  ];
}

/** Here this process is the one that sends the statements. */
async function withOwnCpu(readCpu: () => Promise<CpuReading>): Promise<CpuReading> {
  const { user, system } = process.cpuUsage();
  return { ...(await readCpu()), server: user + system };
}

/** Everything asked of a server, as far as it has it. */
export function callsTo(target: Target, connections: readonly number[]): Measurement[] {
  const { address, label, pool, operations, callers, vendors } = target;
  const many = manyOf(connections);
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
    run: over(count, (connection) => reassign(connection, binding, target)),
  });
  const call = (operation: string, count: number, values: (turn: number) => Values): Measurement[] => {
    const run = over(count, (connection, index) =>
      ask(connection, address, 'SOAP 1.1', operation, () => values(index)),
    );
    return operations.has(operation) ? [{ name: `${operation} SOAP 1.1`, connections: count, target: label, run }] : [];
  };

  const idleEndpoint = connections.map((count) => ({
    name: 'idle endpoint',
    connections: count,
    target: label,
    run: over(count, (connection) => idle(connection, address)),
  }));
  const logon = call('AuthenticateUser', LOGON_CONNECTIONS, (turn) => {
    const { login, password } = callers.logon(turn);
    return { UID: login, PWD: password };
  });
  if (pool.size === 0) return [...idleEndpoint, ...logon];

  const reassignments = connections.flatMap((count) => MAIN_BINDINGS.map((binding) => reassignment(binding, count)));
  // The first is there to be compared with: an assignment of a vendor's is to cost about as much.
  const assignments =
    vendors === null
      ? []
      : connections.flatMap((count) =>
          VENDOR_CALLS.map(
            ({ name, work }): Measurement => ({
              name,
              connections: count,
              target: label,
              limit: `ReassignTask ${MAIN_BINDINGS[0] ?? ''}`,
              reassigns: true,
              run: over(count, (connection) => work(connection, target, vendors)),
            }),
          ),
        );
  const getTask = call('GetTask', many, () => {
    const { taskId, chief } = pool.turn();
    return { authenticationTicket: callers.ticketOf(chief), taskId: String(taskId) };
  }).map((each) => ({ ...each, limit: READ_LIMIT }));
  const { worker } = callers;
  const listings =
    worker === null
      ? []
      : [
          ...call('getTasks', many, (turn) => ({ ...criteria(worker(turn)), ...ORDER })),
          ...call('GetTasks1', many, (turn) => ({
            ...criteria(worker(turn)),
            startingRow: '0',
            rowCount: '20',
            ...ORDER,
          })),
        ];
  // One person looks at a page and waits for it.
  const known = DESK_PAGES.filter(({ by }) => by !== 'administrator' || callers.administrator !== undefined);
  const pages = (target.hasDesk ? known : []).map(
    (page): Measurement => ({
      name: page.name,
      connections: 1,
      target: label,
      run: over(1, (connection) => openPage(connection, target, page)),
    }),
  );
  return [
    ...idleEndpoint,
    ...reassignments,
    reassignment('SOAP 1.2', many),
    ...assignments,
    ...getTask,
    ...logon,
    ...listings,
    ...pages,
  ];
}

const MAIN_BINDINGS = BINDINGS.filter((binding) => binding !== 'SOAP 1.2');

/** The criteria of a client's task list. */
const criteria = ({ userId, ticket }: { readonly userId: number; readonly ticket: string }): Values => ({
  AuthenticationTicket: ticket,
  xmlcriteria: `<criteria><param NAME="ASSIGNEEID" VALUE="${userId}" /><param NAME="TASKCOMPLETIONSTATUS" VALUE="Due" /></criteria>`,
});
const ORDER: Values = { SortBy: 'DueDate', AscendingOrder: 'true' };
