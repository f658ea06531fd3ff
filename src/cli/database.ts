import { resolve } from 'node:path';
import type { Knex } from 'knex';
import pg from 'pg';
import type { Config } from '../config.ts';
import { connect, type DatabaseAddress } from '../store/schema/database.ts';
import { findEmbedded, holdsCluster, startEmbedded } from '../store/embedded/start.ts';
import { migrate } from '../store/schema/migrate.ts';

/** Whether a command may make the embedded database that it does not find: by accident none is made. */
export type Missing = 'make' | 'refuse';

/** The embedded database is not there, and the command was not told to make one. */
class DatabaseMissing extends Error {
  override readonly name = 'DatabaseMissing';
}

/** A database that a command works on. */
export interface FoundDatabase {
  /** For a person, without account and password. */
  readonly name: string;
  /** Lends it, its tables up to date, for as long as `work` runs. */
  readonly lend: <Result>(work: Work<Result>) => Promise<Result>;
  /** Lends it as it is. */
  readonly show: <Result>(look: Look<Result>) => Promise<Result>;
}

/** A command's work on a database, and the migrations that brought it up to date before. */
export type Work<Result> = (knex: Knex, migrated: readonly string[]) => Promise<Result>;

/** What wants to see the database as it is. */
export type Look<Result> = (knex: Knex) => Promise<Result>;

/** Opens the database for a look and closes it again. */
type Opens = <Result>(look: Look<Result>) => Promise<Result>;

/**
 * Finds the database of the settings: the one of DATABASE_URL, the embedded one of a server that is running, or the
 * embedded one, to be started for the purpose.
 *
 * @throws DatabaseMissing when there is none and none may be made
 */
export async function findDatabase(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  missing: Missing,
): Promise<FoundDatabase> {
  if (databaseUrl !== undefined) {
    return found(nameOf(databaseUrl), (look) => open({ url: databaseUrl }, look));
  }
  const place = resolve(dataDir);
  const running = await findEmbedded(dataDir);
  if (running) {
    const { connection } = running;
    return found(`the embedded one in ${place}, of a running server`, (look) => open({ connection }, look));
  }
  const isThere = await holdsCluster(dataDir);
  if (!isThere && missing === 'refuse') {
    throw new DatabaseMissing(
      `There is no database in ${place}, and DATABASE_URL is not set. With --new, migrate and user add make one there.`,
    );
  }
  return found(`${isThere ? 'the' : 'a new'} embedded one in ${place}`, (look) => openEmbedded(dataDir, look));
}

const found = (name: string, opens: Opens): FoundDatabase => ({
  name,
  lend: (work) => opens(async (knex) => work(knex, await migrate(knex))),
  show: opens,
});

async function openEmbedded<Result>(dataDirectory: string, look: Look<Result>): Promise<Result> {
  const started = await startEmbedded({ dataDirectory });
  try {
    return await open({ connection: started.connection }, look);
  } finally {
    await started.stop();
  }
}

/** "tasks on db.example.com:5432", as the driver reads the address: without account and password. */
function nameOf(databaseUrl: string): string {
  const { database, host, port } = new pg.Client({ connectionString: databaseUrl });
  return `${database ?? ''} on ${host}:${port} (DATABASE_URL)`;
}

async function open<Result>(address: DatabaseAddress, look: Look<Result>): Promise<Result> {
  const knex = connect({ ...address, poolSize: 2 });
  try {
    return await look(knex);
  } finally {
    await knex.destroy();
  }
}
