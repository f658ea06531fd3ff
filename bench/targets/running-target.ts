import type { Options } from '../options.ts';
import { hasDesk } from '../desk.ts';
import { requestFor } from '../calls.ts';
import { openHttpConnection } from './http-connection.ts';
import { type Address, readOperations, type Target } from './target.ts';
import { createTaskPool } from '../data/task-pool.ts';

const NOTHING = { server: null, database: null };

/**
 * Takes a server that runs already, wherever: logs on as BENCH_LOGIN with BENCH_PASSWORD, and gives the tasks of
 * --tasks, which this account may reassign, to those --to names. Without tasks nothing is reassigned.
 */
export async function useRunningServer(
  url: string,
  { tasks, to }: Options,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Target> {
  const { hostname, port, protocol } = new URL(url);
  if (protocol !== 'http:') throw new Error('--url takes an http address: what ends TLS is not what is measured.');
  const address = { host: hostname, port: Number(port || '80') };
  const [login, password] = [env.BENCH_LOGIN, env.BENCH_PASSWORD].map(asLatin1);
  if (!login || !password) throw new Error('--url needs BENCH_LOGIN and BENCH_PASSWORD in the environment.');
  if (tasks.length > 0 && to.length === 0) throw new Error('--tasks needs --to: the logins to give them to.');

  const ticket = await logOn(address, login, password);
  return {
    label: '',
    address,
    pool: createTaskPool(tasks.map((taskId) => ({ taskId, chief: 0 }))),
    callers: {
      ticketOf: () => ticket,
      assignee: (turn) => to[turn % to.length] ?? '',
      logon: () => ({ login, password }),
      worker: null,
    },
    vendors: null,
    hasDesk: await hasDesk(address),
    operations: await readOperations(address),
    readCpu: () => Promise.resolve(NOTHING),
  };
}

/** Requests are written as latin1: in this form the bytes of UTF-8 arrive as they are. */
const asLatin1 = (text = ''): string => Buffer.from(text).toString('latin1');

async function logOn(address: Address, login: string, password: string): Promise<string> {
  const connection = await openHttpConnection(address.host, address.port);
  try {
    const values = { UID: login, PWD: password };
    const answer = await connection.ask(requestFor('SOAP 1.1', address.host, 'AuthenticateUser', values));
    const ticket = /ticket="([^"]+)"/i.exec(answer)?.[1];
    if (ticket === undefined)
      throw new Error(`BENCH_LOGIN could not log on: ${/error="[^"]*"/.exec(answer)?.[0] ?? 'no ticket'}`);
    return ticket;
  } finally {
    connection.close();
  }
}
