import pg from 'pg';

/** Runs `action` and says how many queries this process sent to PostgreSQL meanwhile. */
export async function countQueries(action: () => Promise<unknown>): Promise<number> {
  const { prototype } = pg.Client;
  const query = Object.getOwnPropertyDescriptor(prototype, 'query')?.value as (...args: unknown[]) => unknown;
  let queries = 0;
  const counted = function (this: pg.Client, ...args: unknown[]): unknown {
    queries += 1;
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
