import { setTimeout as pause } from 'node:timers/promises';
import { waitAfter } from './back-off.ts';
import { errorText } from './error-text.ts';
import { createOutage } from '../../observe/outage.ts';
import type { RelayLog } from './relay-log.ts';
import { MARK_TRIES } from './timing.ts';

/** How the relay asks the database, which may be away at any time. */
export interface Asking {
  /** Failures in a row. */
  readonly failures: () => number;
  /** The answer; null when the database failed. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T | null>;
  /** Tries a write several times. A notice that stays unmarked is claimed again when its lease ends. */
  readonly mark: (write: () => Promise<void>) => Promise<void>;
}

/** @param pollMs the relay's; the waits between attempts to write are a fifth to five times as long */
export function createAsking(log: RelayLog, pollMs: number): Asking {
  const database = createOutage(
    (reason) => log.error({ reason }, 'notices cannot be read or marked'),
    (failures) => log.info({ failures }, 'notices are read and marked again'),
  );

  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await question();
      database.ended();
      return answer;
    } catch (error) {
      database.failed(errorText(error));
      return null;
    }
  }

  async function mark(write: () => Promise<void>): Promise<void> {
    for (let tries = 1; tries <= MARK_TRIES; tries += 1) {
      if ((await ask(() => write().then(() => true))) !== null) return;
      if (tries < MARK_TRIES) await pause(waitAfter(tries, { firstMs: pollMs / 5, longestMs: pollMs * 5 }));
    }
  }

  return { failures: database.failures, ask, mark };
}
