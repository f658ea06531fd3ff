import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { NOTE_KEY_USES } from '../../src/store/access/key-uses.ts';
import { EXTEND_TICKETS } from '../../src/store/access/tickets.ts';

/** Sent behind the calls, once a second for all of them: whose turn it is says nothing of a call. */
const BEHIND: readonly unknown[] = [EXTEND_TICKETS.name, NOTE_KEY_USES.name];

/** What a connection begins with says nothing of a call either. */
const isBeginning = (query: unknown): boolean => typeof query === 'string' && query.startsWith('set timezone');

const nameOf = (query: unknown): unknown =>
  typeof query === 'object' && query !== null && 'name' in query ? query.name : undefined;

/** Set in what an action calls, and in what follows from it. */
const during = new AsyncLocalStorage<object>();

/** Runs `action` and says how many queries it sent to PostgreSQL for calls, whatever else this process sends. */
export function countQueries(action: () => Promise<unknown>): Promise<number> {
  const mine = {};
  return countWhere(
    () => during.getStore() === mine,
    () => during.run(mine, action),
  );
}

/** The same for an action that asks a server of this process: all that the process sends meanwhile. */
export const countQueriesOfServer = (action: () => Promise<unknown>): Promise<number> => countWhere(() => true, action);

async function countWhere(isMeant: () => boolean, action: () => Promise<unknown>): Promise<number> {
  const { prototype } = pg.Client;
  const query = Object.getOwnPropertyDescriptor(prototype, 'query')?.value as (...args: unknown[]) => unknown;
  let queries = 0;
  const counted = function (this: pg.Client, ...args: unknown[]): unknown {
    if (isMeant() && !BEHIND.includes(nameOf(args[0])) && !isBeginning(args[0])) queries += 1;
    return query.apply(this, args);
  };
  Object.defineProperty(prototype, 'query', { value: counted, writable: true, configurable: true });
  try {
    await action();
    return queries;
  } finally {
    Object.defineProperty(prototype, 'query', { value: query, writable: true, configurable: true });
  }
}
