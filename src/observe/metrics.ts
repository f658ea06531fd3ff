import cluster from 'node:cluster';
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { askFirstProcess, type Rendered } from './cluster-metrics.ts';
import { watchMail, watchPools, watchReadiness } from './watched-gauges.ts';
import type { MailBacklog } from '../store/notices/notices.ts';
import type { PoolUse } from '../store/schema/pool-use.ts';
import type { AnsweredCall } from '../wire/dialect.ts';

export interface Metrics {
  /** @param seconds from the first byte of the request read to the last of the answer handed over */
  answered(dialect: string, call: AnsweredCall, seconds: number): void;
  failed(): void;
  /** An attempt to sign on, by whatever way. */
  signedOn(signOn: { readonly way: string; readonly outcome: string }): void;
  /** Counts notices whose mail was refused for good. */
  readonly mailGivenUp: (count: number) => void;
  /** A statement was sent for so many calls at once. */
  readonly batchSent: (statement: string, calls: number) => void;
  /** Shows what waits to be mailed, as read for each scrape; nothing when it cannot be read. */
  watchMail(read: () => Promise<MailBacklog>): void;
  /** Shows whether the server can do its work, as found out for each scrape. */
  watchReadiness(isReady: () => Promise<boolean>): void;
  /** Shows what of each pool of connections is in use, by the pool's name. */
  watchPools(read: () => Readonly<Record<string, PoolUse>>): void;
  /** Null when the counts of the other processes cannot be read. */
  render(): Promise<Rendered | null>;
}

/** What a call comes to that was not refused. */
const NOT_REFUSED: ReadonlySet<string> = new Set(['done', 'unreadable', 'fault']);

/**
 * Counts calls and their durations for Prometheus; labels have a bounded number of values. What each metric says:
 * docs/metrics.md.
 *
 * @param version of the server
 */
export function createMetrics(version: string): Metrics {
  const registry = new Registry();
  if (cluster.isWorker) {
    // Constructing one is what makes this process answer the first one's requests for its counts.
    new AggregatorRegistry();
    AggregatorRegistry.setRegistries(registry);
  }
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'handover_build_info',
    help: 'Always 1; the labels say which version of the server runs on which version of Node.',
    labelNames: ['version', 'node'],
    aggregator: 'first',
    registers,
  }).set({ version, node: process.versions.node }, 1);
  const calls = new Histogram({
    name: 'handover_call_duration_seconds',
    help: 'Duration of answered calls by operation, binding, outcome and dialect.',
    labelNames: ['operation', 'binding', 'outcome', 'dialect'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const lastCall = new Gauge({
    name: 'handover_last_call_timestamp_seconds',
    help: 'When somebody known last called, by operation, binding and dialect, since the server was started.',
    labelNames: ['operation', 'binding', 'dialect'],
    aggregator: 'max',
    registers,
  });
  const refusals = new Counter({
    name: 'handover_refusals_total',
    help: 'Calls that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const faults = new Counter({
    name: 'handover_faults_total',
    help: 'Calls that failed through the server’s own fault.',
    registers,
  });
  const signOns = new Counter({
    name: 'handover_sign_ons_total',
    help: 'Attempts to sign on by way and outcome.',
    labelNames: ['way', 'outcome'],
    registers,
  });
  const batches = new Histogram({
    name: 'handover_batch_calls',
    help: 'Calls that shared a statement, by statement.',
    labelNames: ['statement'],
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers,
  });
  const givenUp = new Counter({
    name: 'handover_mail_given_up_total',
    help: 'Notices whose mail was refused so often that they will never be sent.',
    registers,
  });
  return {
    answered(dialect, { operation, binding, outcome, user }, seconds) {
      calls.observe({ operation, binding, outcome, dialect }, seconds);
      if (!NOT_REFUSED.has(outcome)) refusals.inc({ reason: outcome });
      // Whoever merely tries addresses is no client of old.
      if (user !== undefined) lastCall.set({ operation, binding, dialect }, Date.now() / 1000);
    },
    failed: () => faults.inc(),
    signedOn: (signOn) => signOns.inc({ ...signOn }),
    mailGivenUp: (count) => givenUp.inc(count),
    batchSent: (statement, count) => batches.observe({ statement }, count),
    watchMail: (read) => watchMail(registry, read),
    watchReadiness: (isReady) => watchReadiness(registry, isReady),
    watchPools: (read) => watchPools(registry, read),
    render: async () =>
      cluster.isWorker ? askFirstProcess() : { contentType: registry.contentType, text: await registry.metrics() },
  };
}
