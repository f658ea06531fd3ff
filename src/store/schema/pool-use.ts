import type { Knex } from 'knex';

/** How much of a pool of connections is in use. */
export interface PoolUse {
  readonly inUse: number;
  /** Those who wait for a connection. */
  readonly waiting: number;
}

/** Reports what the connections of a pool are doing; a closed pool has none. */
export function poolUseOf(knex: Knex): PoolUse {
  const { pool } = knex.client as Knex.Client;
  return pool && 'numUsed' in pool
    ? { inUse: pool.numUsed(), waiting: pool.numPendingAcquires() }
    : { inUse: 0, waiting: 0 };
}
