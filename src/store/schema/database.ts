import knex, { type Knex } from 'knex';
import pg from 'pg';
import type { EmbeddedConnection } from '../embedded/start.ts';

export type DatabaseAddress = { readonly url: string } | { readonly connection: EmbeddedConnection };

const CONNECT_MS = 10_000;
const IDLE_MS = 300_000;

/**
 * Set after connecting rather than as start-up options, which connection poolers refuse. Generic plans: the hot
 * statements are prepared once and planned once. The timeouts are for what must never happen: a request that waits
 * half a minute for a row has lost its client.
 *
 * Everything on these connections is a look-up by key. A plan made while a table was small, before its first analyze
 * say, must be the one that is right when it is large: no scan, and no join that reads a whole table first.
 */
export const SESSION: Readonly<Record<string, string>> = {
  timezone: 'UTC',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_material: 'off',
  statement_timeout: '30s',
  idle_in_transaction_session_timeout: '60s',
};

/** bigint and bigint[] read as numbers: history's ids, the only ones, stay below 2^53. */
const INT8 = 20;
const INT8_ARRAY = 1016;

/** Knex writes to the console what it also throws; the console is the log's alone. */
const silent = () => undefined;

/**
 * Opens a pool of at most `poolSize` connections; none is made before the first query. Each begins with the settings
 * above and those of `session`.
 */
export function connect(options: DatabaseAddress & { readonly poolSize: number; readonly session?: string }): Knex {
  const address = 'url' in options ? { connectionString: options.url } : options.connection;
  return knex({
    client: 'pg',
    connection: {
      ...address,
      application_name: 'handover',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      types: { getTypeParser },
    },
    acquireConnectionTimeout: CONNECT_MS,
    log: { warn: silent, error: silent, deprecate: silent, debug: silent },
    pool: { min: 0, max: options.poolSize, idleTimeoutMillis: IDLE_MS, afterCreate: prepareSession(options.session) },
  });
}

function getTypeParser(oid: number, format: string): (text: string) => unknown {
  const parse = pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text') as (text: string) => unknown;
  if (oid === INT8) return Number;
  if (oid !== INT8_ARRAY) return parse;
  return (text) => (parse(text) as (string | null)[]).map((item) => (item === null ? null : Number(item)));
}

const SET_SESSION = Object.entries(SESSION)
  .map(([setting, value]) => `set ${setting} to '${value}';`)
  .join(' ');

const prepareSession =
  (more = '') =>
  (client: pg.Client, done: (error: Error | null, client: pg.Client) => void): void => {
    client.query(`${SET_SESSION}${more}`, (error: Error | null) => done(error, client));
  };
