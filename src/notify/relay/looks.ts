import { createOutage } from '../../observe/outage.ts';
import { onOneLine } from '../mail/line.ts';
import { waitAfter } from './back-off.ts';
import type { RelayLog } from './relay-log.ts';
import { createSleeper } from './sleeper.ts';

export interface LooksOptions {
  /** Looks at what is due by now, and does it. */
  readonly look: () => Promise<{ readonly more: boolean }>;
  readonly everyMs: number;
  readonly log: RelayLog;
  /** What is logged when looks begin to fail, and when they work again. */
  readonly away: { readonly begins: string; readonly ends: string };
}

export interface Looks {
  /** Resolves when the look that is being taken has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Looks again and again at what the clock makes due, at once while there is more, until stopped. Any number of processes
 * may do so on one database. An outage is logged when it begins and when it ends.
 */
export function startLooks({ look, everyMs, log, away }: LooksOptions): Looks {
  const sleeper = createSleeper();
  const database = createOutage(
    (reason) => log.error({ reason }, away.begins),
    (failures) => log.info({ failures }, away.ends),
  );
  let stopping = false;

  const finished = run();
  return {
    stop() {
      stopping = true;
      sleeper.close();
      return finished;
    },
  };

  async function run(): Promise<void> {
    while (!stopping) {
      // Random, so that several processes do not look at the same moment.
      if (!(await hasMore())) await sleeper.sleep(waitAfter(1, { firstMs: everyMs, longestMs: everyMs }));
    }
  }

  async function hasMore(): Promise<boolean> {
    try {
      const { more } = await look();
      database.ended();
      return more;
    } catch (error) {
      database.failed(error instanceof Error ? onOneLine(error.message).slice(-500) : 'unknown error');
      return false;
    }
  }
}
