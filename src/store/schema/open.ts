import type { Knex } from 'knex';
import { connect } from './database.ts';
import { startEmbedded } from '../embedded/start.ts';
import { LIST_SESSION } from '../lists/get-tasks.ts';
import { migrate } from './migrate.ts';

export interface Database {
  readonly knex: Knex;
  /** Two more connections, for finding lists: a long search takes none of the others. */
  readonly finder: Knex;
  /** For other processes that work on it; an embedded one's holds its password. */
  readonly url: string;
  /** Where the embedded PostgreSQL keeps its data; null when the database is somebody else's. */
  readonly embeddedIn: string | null;
  /** Resolves when an embedded PostgreSQL has ended by itself; never for another database. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export interface DatabaseSettings {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly databasePool: number;
}

/** Lists that may be searched for at the same time, each on a connection of its own. */
export const SEARCHES_AT_ONCE = 2;

/**
 * Opens the database the settings name, or the embedded one, and brings its schema up to date.
 *
 * @param onMake called before an embedded database is made, which takes some seconds
 */
export async function openDatabase(
  { databaseUrl, dataDir, databasePool }: DatabaseSettings,
  onMake: () => void,
): Promise<Database> {
  const embedded = databaseUrl === undefined ? await startEmbedded({ dataDirectory: dataDir, onMake }) : null;
  const address = embedded ? { connection: embedded.connection } : { url: databaseUrl ?? '' };
  const knex = connect({ ...address, poolSize: databasePool });
  const finder = connect({ ...address, poolSize: SEARCHES_AT_ONCE, session: LIST_SESSION });
  const close = async (): Promise<void> => {
    await finder.destroy();
    await knex.destroy();
    await embedded?.stop();
  };
  try {
    await migrate(knex);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    knex,
    finder,
    url: embedded?.url ?? databaseUrl ?? '',
    embeddedIn: embedded?.directory ?? null,
    ended: embedded?.ended ?? new Promise(() => undefined),
    close,
  };
}
