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
  const subjectOf = (dialect: string, { method, path }: Message, call?: AnsweredCall) =>
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
        usage.note({
          api: dialect,
          operation: call.operation,
          binding: call.binding,
          login: call.user ?? '',
          agent: agent ?? '',
          credential: call.credential ?? 'unknown',
          address: client,
          isRefused: !NOT_REFUSED.has(call.outcome),
          spellings: call.spellings ?? 0,
        });
      }
      const rounded = Math.round(ms * 1000) / 1000;
      // Each call comes through here: what is spread into an object takes longer than what is written in it.
      if (!call) return log.info({ requestId, ...subjectOf(dialect, message), status, ms: rounded, client, agent });
      const { operation, binding, outcome, user, reason } = call;
      log.info({ requestId, dialect, operation, binding, outcome, status, ms: rounded, client, agent, user, reason });
    },

    failed(message, error, call) {
      metrics.failed();
      if (isDatabaseAway(error)) return away.failed(error instanceof Error ? error.message : String(error));
      const { requestId, client } = message;
      log.error({ requestId, ...subjectOf(dialect, message, call), client, err: error }, 'a call failed');
    },
  });
}
