import type { Knex } from 'knex';

interface Updates {
  readonly updated: number;
  /** Those of them that wrote no index. */
  readonly heapOnly: number;
}

/** Counts the updates of `tasks` that something makes within a transaction. */
export async function updatesOfTasks(trx: Knex.Transaction, act: () => Promise<unknown>): Promise<Updates> {
  const before = await countedSoFar(trx);
  await act();
  const after = await countedSoFar(trx);
  return { updated: after.updated - before.updated, heapOnly: after.heapOnly - before.heapOnly };
}

/** PostgreSQL tells what it counts when a transaction has ended, and not after each: earlier ones may be in it. */
async function countedSoFar(trx: Knex.Transaction): Promise<Updates> {
  const { rows } = await trx.raw<{ rows: Updates[] }>(`
    select pg_stat_get_xact_tuples_updated(oid)::int as updated,
           pg_stat_get_xact_tuples_hot_updated(oid)::int as "heapOnly"
      from pg_class where oid = 'tasks'::regclass`);
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL has no table of tasks');
  return row;
}
