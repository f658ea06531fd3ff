import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Observer } from '../wire/http/http.ts';

/** Tells log and metrics of every call that was answered or failed. */
export const observerOf = (log: Log, metrics: Metrics): Observer => ({
  answered({ requestId, method, path }, { status, call }, startedAt) {
    const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
    if (call) metrics.answered(call, ms / 1000);
    const rounded = Math.round(ms * 1000) / 1000;
    if (call) {
      const { operation, binding, outcome } = call;
      log.info({ requestId, operation, binding, outcome, status, ms: rounded });
    } else {
      log.info({ requestId, method, path, status, ms: rounded });
    }
  },
  failed({ requestId, method, path }, error) {
    metrics.failed();
    log.error({ requestId, method, path, err: error }, 'a call failed');
  },
});
