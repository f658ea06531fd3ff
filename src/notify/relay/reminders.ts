import type { Announced } from '../../store/notices/due-notices.ts';
import { waitAfter } from './back-off.ts';
import { onOneLine } from '../mail/line.ts';
import { createOutage } from '../../observe/outage.ts';
import type { RelayLog } from './relay-log.ts';
import { createSleeper } from './sleeper.ts';

/** Due dates are precise to the minute: half a minute of delay does not matter. */
const LOOK_EVERY_MS = 30_000;

export interface RemindersOptions {
  /** Queues mail of due dates that have come near or passed. */
  readonly announce: () => Promise<Announced>;
  /** Called when mail was queued. */
  readonly announced: () => void;
  readonly log: RelayLog;
  readonly lookEveryMs?: number;
}

export interface Reminders {
  /** Resolves when the statement that is running has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts queueing reminders, supervisors' notices and overdue notices as their time comes
 * (docs/legacy/operations.md#mail), until stopped. Any number of processes may do so on one database. An outage is
 * logged when it begins and when it ends.
 */
export function startReminders(options: RemindersOptions): Reminders {
  const { announce, announced, log, lookEveryMs = LOOK_EVERY_MS } = options;
  const sleeper = createSleeper();
  const database = createOutage(
    (reason) => log.error({ reason }, 'due dates cannot be looked at'),
    (failures) => log.info({ failures }, 'due dates are looked at again'),
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
      const { more } = await look();
      if (!more) await sleeper.sleep(pauseMs());
    }
  }

  async function look(): Promise<Announced> {
    try {
      const found = await announce();
      database.ended();
      if (found.notices > 0) announced();
      return found;
    } catch (error) {
      database.failed(error instanceof Error ? onOneLine(error.message).slice(-500) : 'unknown error');
      return { notices: 0, more: false };
    }
  }

  /** Random, so that several processes do not look at the same moment. */
  function pauseMs(): number {
    return waitAfter(1, { firstMs: lookEveryMs, longestMs: lookEveryMs });
  }
}
