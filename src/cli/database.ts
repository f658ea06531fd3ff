import type { Knex } from 'knex';
import type { Config } from '../config.ts';
import { connect, type DatabaseAddress } from '../store/schema/database.ts';
import { findEmbedded, startEmbedded } from '../store/embedded/start.ts';
import { migrate } from '../store/schema/migrate.ts';

/**
 * Lends the database of the settings, its tables up to date, for as long as `work` runs: the one of DATABASE_URL,
 * the embedded one of a server that is running, or the embedded one started for the purpose.
 */
export async function withDatabase<Result>(
  config: Config,
  work: (knex: Knex, migrated: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl !== undefined) return lend({ url: databaseUrl }, work);
  const running = await findEmbedded(dataDir);
  if (running) return lend({ connection: running.connection }, work);

  const started = await startEmbedded({ dataDirectory: dataDir });
  try {
    return await lend({ connection: started.connection }, work);
  } finally {
    await started.stop();
  }
}

async function lend<Result>(
  address: DatabaseAddress,
  work: (knex: Knex, migrated: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const knex = connect({ ...address, poolSize: 2 });
  try {
    return await work(knex, await migrate(knex));
  } finally {
    await knex.destroy();
  }
}
