import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Usage } from '../observe/usage.ts';
import { createOutage } from '../observe/outage.ts';
import { isDatabaseAway } from '../store/sql/away.ts';
import type { AnsweredCall, Message } from '../wire/dialect.ts';
import type { Observer } from '../wire/http/http.ts';

const MOST_OF_AGENT = 200;

/** Pages and calendars are looked at by people; what is counted is who calls an API. */
const UNCOUNTED: ReadonlySet<string> = new Set(['desk', 'openapi', 'calendar']);

/** Calls that were answered as they were meant to be, or failed for no fault of the client. */
const NOT_REFUSED: ReadonlySet<string> = new Set(['done', 'fault']);

/**
 * Gives each dialect what writes its calls into the log, once with their outcome and once more where they failed, and
 * counts them, for the metrics and by who calls.
 * @param pathForLog the path of a request without what may be a secret
 */
export function observerOf(
  log: Log,
  metrics: Pick<Metrics, 'answered' | 'failed'>,
  pathForLog: (path: string) => string,
  usage: Pick<Usage, 'note'>,
): (dialect: string) => Observer {
  const away = createOutage(
    (reason) => log.error({ reason }, 'the database is away: every call that needs it fails until it is back'),
    (failures) => log.info({ failures }, 'the database is back'),
  );
  const subjectOf = (dialect: string, { method, path }: Message, call: AnsweredCall | undefined) =>
    call ? { dialect, operation: call.operation, binding: call.binding } : { method, path: pathForLog(path) };

  return (dialect) => ({
    answered(message, { status, call }, startedAt) {
      const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
      if (call) metrics.answered(dialect, call, ms / 1000);
      // A login that is known here has been looked up.
      if (call?.user !== undefined) away.ended();
      const { requestId, client, headers } = message;
      const agent = headers['user-agent']?.slice(0, MOST_OF_AGENT);
      if (call && !UNCOUNTED.has(dialect)) {
        const { operation, binding, outcome, user: login = '', credential = 'unknown', spellings = 0 } = call;
        const isRefused = !NOT_REFUSED.has(outcome);
        const counted = { api: dialect, operation, binding, login, agent: agent ?? '', credential };
        usage.note({ ...counted, address: client, isRefused, spellings });
      }
      log.info({
        requestId,
        ...subjectOf(dialect, message, call),
        ...(call && { outcome: call.outcome }),
        status,
        ms: Math.round(ms * 1000) / 1000,
        client,
        agent,
        user: call?.user,
        reason: call?.reason,
      });
    },

    failed(message, error, call) {
      metrics.failed();
      if (isDatabaseAway(error)) return away.failed(error instanceof Error ? error.message : String(error));
      const { requestId, client } = message;
      log.error({ requestId, ...subjectOf(dialect, message, call), client, err: error }, 'a call failed');
    },
  });
}
