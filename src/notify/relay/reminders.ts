import type { Announced } from '../../store/notices/due-notices.ts';
import { startLooks, type Looks } from './looks.ts';
import type { RelayLog } from './relay-log.ts';

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

/**
 * Starts queueing reminders, supervisors' notices and overdue notices as their time comes
 * (docs/legacy/operations.md#mail), until stopped.
 */
export const startReminders = ({ announce, announced, log, lookEveryMs = LOOK_EVERY_MS }: RemindersOptions): Looks =>
  startLooks({
    look: async () => {
      const found = await announce();
      if (found.notices > 0) announced();
      return found;
    },
    everyMs: lookEveryMs,
    log,
    away: { begins: 'due dates cannot be looked at', ends: 'due dates are looked at again' },
  });
