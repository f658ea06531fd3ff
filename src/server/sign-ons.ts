import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { createOutage } from '../observe/outage.ts';
import type { SignInHooks } from '../operations/access/sign-in-guard.ts';

/** Writes every logon to the log and counts it; that there is no room for more is said once, until there is again. */
export function signInMeansOf(log: Log, metrics: Metrics): SignInHooks {
  const rush = createOutage(
    () => log.warn('too many logons wait for their passwords to be computed: others are turned away'),
    (turnedAway) => log.info({ turnedAway }, 'there is room for logons again'),
  );
  return {
    // A client that waits does not keep the process from ending.
    pause: (ms) => pause(ms, undefined, { ref: false }),
    signedOn({ way, outcome, user, client, requestId, delayMs }) {
      metrics.signedOn({ way, outcome });
      const rounded = Math.round(delayMs);
      log.info({ requestId, signOn: outcome, way, user, client, delayMs: rounded });
      if (outcome === 'sign-ins-busy') rush.failed(outcome);
      else rush.ended();
    },
  };
}
