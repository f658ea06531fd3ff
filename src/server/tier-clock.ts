import { randomUUID } from 'node:crypto';
import { startLooks, type Looks } from '../notify/relay/looks.ts';
import type { RelayLog } from '../notify/relay/relay-log.ts';
import { escalate, type EscalationStore } from '../operations/sharing/escalation.ts';

/** Minutes are over within five seconds of their end, also where a look was lost to somebody else's call. */
const LOOK_EVERY_MS = 2000;

export interface TierClockOptions {
  readonly store: EscalationStore;
  /** Called when tasks have gone a step further, which is mail. */
  readonly escalated: () => void;
  readonly log: RelayLog;
  readonly lookEveryMs?: number;
}

/** Starts taking tasks from tier to tier as the minutes of each are over, until stopped. */
export const startTierClock = ({ store, escalated, log, lookEveryMs = LOOK_EVERY_MS }: TierClockOptions): Looks =>
  startLooks({
    look: async () => {
      const context = { api: 'system', requestId: randomUUID() };
      const { tasks, more } = await escalate(store, context);
      if (tasks > 0) {
        log.info({ requestId: context.requestId, tasks }, 'tiers have run out');
        escalated();
      }
      return { more };
    },
    everyMs: lookEveryMs,
    log,
    away: { begins: 'tiers that run out cannot be looked at', ends: 'tiers that run out are looked at again' },
  });
