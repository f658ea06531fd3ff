import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { isLoopback, type Config } from '../config.ts';
import { FORGOTTEN_AFTER_MS, KNOWN_FOR_MS } from '../core/access/sign-in-turn.ts';
import { healthOf } from '../observe/health.ts';
import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { createUsage } from '../observe/usage.ts';
import { signInMeansOf } from './sign-ons.ts';
import { pruneMailFiles } from '../notify/mail/mail-files.ts';
import { composeMail } from '../notify/mail/message.ts';
import { startRelay } from '../notify/relay/relay.ts';
import { startReminders } from '../notify/relay/reminders.ts';
import type { MessageSettings } from '../notify/mail/section.ts';
import { createMailTransport, mailFolder } from '../notify/mail/transport.ts';
import { createEscalationStore } from '../store/shares/due-tiers.ts';
import { announceDueDates } from '../store/notices/due-notices.ts';
import { createStore } from '../store/index.ts';
import { createNoticeStore, readMailBacklog } from '../store/notices/notices.ts';
import type { Database } from '../store/schema/open.ts';
import { poolUseOf } from '../store/schema/pool-use.ts';
import { pruneRepeats } from '../store/repeats.ts';
import { foldTaskCounts } from '../store/lists/task-counts.ts';
import { pruneSignInTallies } from '../store/access/sign-in-tallies.ts';
import { pruneDeskResults } from '../store/desk/desk-results.ts';
import { addUsage, pruneUsage } from '../store/usage/usage-days.ts';
import { pruneTickets } from '../store/access/tickets.ts';
import { createApp } from '../wire/app.ts';
import { listen } from '../wire/http/listen.ts';
import { pathForLog } from '../wire/asmx/srv.ts';
import { composeDialects } from './dialects.ts';
import { observerOf } from './observer.ts';
import { documentsHere } from './read-documents.ts';
import { startTierClock } from './tier-clock.ts';

/** How to stop what has been started. */
export type Stop = () => Promise<void> | void;

/** The database, log and metrics of a process, opened before it serves. */
export interface OpenResources {
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Takes what stops each thing as it is started, to be run last in first out. */
  readonly stops: Stop[];
}

const PRUNE_MS = 3_600_000;

/** A busy server makes some thousand changes of counts a second, and a list that is counted reads those there are. */
const FOLD_MS = 5000;

/** Starts store, operations, dialects, socket and mail relay on an open database; gives the address served. */
export async function startServing(config: Config, { database, log, metrics, stops }: OpenResources): Promise<string> {
  const { knex, finder } = database;
  let wakeRelay = (): void => undefined;
  const store = createStore(knex, {
    ticketDays: config.ticketDays,
    retryWindowSeconds: config.retryWindowSeconds,
    finder,
    noticesWritten: () => wakeRelay(),
    batchSent: metrics.batchSent,
    reportFailure: (error) =>
      log.error({ err: error }, 'tickets could not be extended, uses of keys noted, or tasks moved'),
  });
  stops.push(() => store.stop());

  const usage = createUsage({
    write: (counts) => addUsage(knex, counts),
    reportFailure: (error) =>
      log.error({ err: error }, 'who called what could not be written, and will be with the next'),
  });
  stops.push(() => usage.stop());

  const health = healthOf(database, config.metrics ? metrics : null);
  const { listener, needsLength } = await composeDialects(config, {
    store,
    observer: observerOf(log, metrics, pathForLog, usage),
    health: isMetricsPortMain(config) ? health : { ...health, metrics: null },
    signIns: signInMeansOf(log, metrics),
    signOnFailed: (error) => log.warn({ err: error }, 'single sign-on failed'),
    administered: (change) => log.info(change, 'an administrator has changed something'),
    documents: documentsHere(),
  });
  const failed = (error: unknown): void => {
    metrics.failed();
    log.error({ err: error }, 'a connection failed and was closed');
  };
  const listening = await listen(listener, { ...config, needsLength, failed });
  stops.push(() => listening.close());

  if (config.metrics && config.metricsPort !== undefined && !isMetricsPortMain(config)) {
    const app = createApp([], health);
    const own = await listen((request, response) => void app(request, response), {
      ...config,
      port: config.metricsPort,
      portSetting: 'METRICS_PORT',
      failed,
    });
    stops.push(() => own.close());
  }

  metrics.watchMail(() => readMailBacklog(knex));
  metrics.watchReadiness(async () => (await health.problems()).length === 0);
  metrics.watchPools(() => ({ calls: poolUseOf(knex), lists: poolUseOf(finder) }));
  const mailSettings = mailSettingsOf(config);
  const relay = startRelay({
    notices: createNoticeStore(knex),
    compose: (notices, now) => composeMail(notices, now, mailSettings),
    transport: createMailTransport(config),
    pruneFiles: () => pruneMailFiles(mailFolder(config), new Date()),
    givenUp: metrics.mailGivenUp,
    log,
    // Processes beyond the number of processors do not serve: they wait for one that ends.
    timing: { perSecond: config.mailPerSecond / Math.min(config.processes, availableParallelism()) },
  });
  wakeRelay = relay.wake;
  stops.push(() => relay.stop());

  const reminders = startReminders({
    announce: () => announceDueDates(knex),
    announced: relay.wake,
    log,
  });
  stops.push(() => reminders.stop());

  const tierClock = startTierClock({
    store: createEscalationStore(knex, (error) => log.error({ err: error }, 'a tier that ran out could not be ended')),
    escalated: relay.wake,
    log,
  });
  stops.push(() => tierClock.stop());

  const pruning = setInterval(() => {
    const pruned = [
      pruneTickets(knex),
      pruneRepeats(knex),
      pruneDeskResults(knex),
      pruneUsage(knex, config.usageDays),
      pruneSignInTallies(knex, FORGOTTEN_AFTER_MS, KNOWN_FOR_MS),
    ];
    Promise.all(pruned).catch((error: unknown) => log.error({ err: error }, 'what has expired could not be removed'));
  }, PRUNE_MS);
  stops.push(() => clearInterval(pruning));

  const folding = setInterval(() => {
    foldTaskCounts(knex).catch((error: unknown) =>
      log.error({ err: error }, 'the counts of tasks could not be summed up'),
    );
  }, FOLD_MS);
  stops.push(() => clearInterval(folding));

  // Stopped first, while calls are still answered and mail is sent.
  stops.push(() => {
    health.stopping();
    return delay(config.drainSeconds * 1000);
  });
  return listening.address;
}

/**
 * Metrics are for the operator: on a port of their own, or on the service's port where only this machine reaches it.
 */
const isMetricsPortMain = ({ metrics, metricsPort, host, port }: Config): boolean =>
  metrics && (metricsPort === undefined ? isLoopback(host) : metricsPort === port);

const mailSettingsOf = ({ taskUrl }: Config): MessageSettings => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  taskLink: (taskId) => taskUrl?.replaceAll('{taskId}', String(taskId)) ?? null,
});
