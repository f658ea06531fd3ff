import type { Knex } from 'knex';
import { execute, type Statement } from '../sql/statement.ts';

export const NOTE_KEY_USES: Statement = {
  name: 'api-keys-used',
  text: `
update api_keys set last_used_at = now()
 where id = any ($1::int[]) and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
};

const writeKeyUses = (knex: Knex, ids: readonly number[]): Promise<unknown> => execute(knex, NOTE_KEY_USES, [ids]);

/** Notes when keys were last used, behind the calls that used them. */
export interface KeyUses {
  note(keyId: number): void;
  /** Writes what is noted, and no more. */
  stop(): Promise<void>;
}

/** A key that calls a hundred times a second costs one write a minute, of any number of processes. */
const AT_MOST_EVERY_MS = 60_000;

export function createKeyUses(knex: Knex, reportFailure: (error: unknown) => void, intervalMs = 1000): KeyUses {
  const notedAt = new Map<number, number>();
  const waiting = new Set<number>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  const flush = (): Promise<unknown> => {
    clearTimeout(timer);
    timer = undefined;
    const ids = [...waiting];
    waiting.clear();
    // A use that could not be noted is forgotten: the next call notes it a minute later.
    if (ids.length > 0) writing = writing.then(() => writeKeyUses(knex, ids)).catch(reportFailure);
    return writing;
  };

  return {
    note(keyId) {
      const now = performance.now();
      if (now - (notedAt.get(keyId) ?? -Infinity) < AT_MOST_EVERY_MS) return;
      notedAt.set(keyId, now);
      waiting.add(keyId);
      timer ??= setTimeout(() => void flush(), intervalMs).unref();
    },
    async stop() {
      await flush();
    },
  };
}
