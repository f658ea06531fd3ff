import { setTimeout as pause } from 'node:timers/promises';
import type { Metrics } from './metrics.ts';
import { pendingMigrations } from '../store/schema/migrate.ts';
import type { Database } from '../store/schema/open.ts';
import type { Health } from '../wire/app.ts';

/** A monitor gives up after some ten seconds; a later answer would reach nobody. */
const PATIENCE_MS = 5_000;

/** A balancer hears of the stop before the port is closed. */
const STOPPING: readonly string[] = ['The server is stopping.'];

const NO_ANSWER: readonly string[] = ['The database does not answer.'];

/**
 * Looks whether the server can do its work. One look serves everybody who asks meanwhile: a database that has stopped
 * answering costs one connection, however often it is asked for.
 */
export function healthOf({ knex }: Database, metrics: Metrics | null): Health & { readonly stopping: () => void } {
  let stopping = false;
  let looking: Promise<readonly string[]> | undefined;

  const look = async (): Promise<readonly string[]> => {
    try {
      const pending = await pendingMigrations(knex);
      return pending.length === 0 ? [] : ['The database lacks migrations.'];
    } catch {
      return NO_ANSWER;
    } finally {
      looking = undefined;
    }
  };

  return {
    stopping: () => void (stopping = true),
    async problems() {
      if (stopping) return STOPPING;
      const heard = new AbortController();
      const late = pause(PATIENCE_MS, NO_ANSWER, { signal: heard.signal, ref: false }).catch(() => NO_ANSWER);
      try {
        return await Promise.race([(looking ??= look()), late]);
      } finally {
        heard.abort();
      }
    },
    metrics: metrics && (() => metrics.render()),
  };
}
