import cluster, { type Cluster } from 'node:cluster';
import { setTimeout as pause } from 'node:timers/promises';
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { MailBacklog } from '../store/notices/notices.ts';

export interface Metrics {
  /** @param seconds from the first byte of the request read to the last of the answer handed over */
  answered(
    call: { readonly operation: string; readonly binding: string; readonly outcome: string },
    seconds: number,
  ): void;
  failed(): void;
  /** An attempt to sign on, by whatever way. */
  signedOn(signOn: { readonly way: string; readonly outcome: string }): void;
  /** Counts notices whose mail was refused for good. */
  readonly mailGivenUp: (count: number) => void;
  /** Shows what waits to be mailed, as read for each scrape; nothing when it cannot be read. */
  watchMail(read: () => Promise<MailBacklog>): void;
  /** Null when what the other processes have counted cannot be had. */
  render(): Promise<Rendered | null>;
}

interface Rendered {
  readonly contentType: string;
  readonly text: string;
}

/** Counts calls and their durations for Prometheus; labels have a bounded number of values. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  if (cluster.isWorker) {
    // Constructing one is what makes this process answer the first one's requests for its counts.
    new AggregatorRegistry();
    AggregatorRegistry.setRegistries(registry);
  }
  collectDefaultMetrics({ register: registry });
  const calls = new Histogram({
    name: 'handover_call_duration_seconds',
    help: 'Duration of answered calls by operation, binding and outcome.',
    labelNames: ['operation', 'binding', 'outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const faults = new Counter({
    name: 'handover_faults_total',
    help: 'Calls that failed through the server’s own fault.',
    registers: [registry],
  });
  const signOns = new Counter({
    name: 'handover_sign_ons_total',
    help: 'Attempts to sign on by way and outcome.',
    labelNames: ['way', 'outcome'],
    registers: [registry],
  });
  const givenUp = new Counter({
    name: 'handover_mail_given_up_total',
    help: 'Notices whose mail was refused so often that they will never be sent.',
    registers: [registry],
  });
  return {
    answered: ({ operation, binding, outcome }, seconds) => calls.observe({ operation, binding, outcome }, seconds),
    failed: () => faults.inc(),
    signedOn: (signOn) => signOns.inc({ ...signOn }),
    mailGivenUp: (count) => givenUp.inc(count),
    watchMail: (read) => watchMail(registry, read),
    render: async () =>
      cluster.isWorker ? askFirstProcess() : { contentType: registry.contentType, text: await registry.metrics() },
  };
}

/** A scrape does not wait longer for the database. */
const READ_MS = 1000;

/** All processes read the same table: the largest number is the newest or as good, and the sum would be wrong. */
function watchMail(registry: Registry, read: () => Promise<MailBacklog>): void {
  let reading: Promise<MailBacklog | null> | undefined;
  const readOnce = (): Promise<MailBacklog | null> =>
    (reading ??= Promise.race([read().catch(() => null), pause(READ_MS, null, { ref: false })]).finally(
      () => (reading = undefined),
    ));
  const gauge = (name: string, help: string, valueOf: (backlog: MailBacklog) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      aggregator: 'max',
      async collect() {
        const backlog = await readOnce();
        if (backlog) this.set(valueOf(backlog));
        else this.remove();
      },
    });
  gauge('handover_mail_waiting', 'Notices that wait to be mailed.', ({ waiting }) => waiting);
  gauge(
    'handover_mail_oldest_seconds',
    'Age of the oldest notice that waits to be mailed; 0 when none does.',
    ({ oldestSeconds }) => oldestSeconds,
  );
}

const ASK = 'handover:metrics';

const isAnswer = (message: unknown): message is { readonly [ASK]: string | null } =>
  typeof message === 'object' &&
  message !== null &&
  ASK in message &&
  (message[ASK] === null || typeof message[ASK] === 'string');

/** A scrape reaches one process of several; the first one adds up what all have counted. */
function askFirstProcess(): Promise<Rendered | null> {
  return new Promise((resolve) => {
    const listen = (message: unknown): void => {
      if (!isAnswer(message)) return;
      process.off('message', listen);
      const text = message[ASK];
      resolve(text === null ? null : { contentType: Registry.PROMETHEUS_CONTENT_TYPE, text });
    };
    process.on('message', listen);
    process.send?.(ASK);
  });
}

/** Lets the processes of a cluster ask for the metrics of them all. */
export function answerMetricsRequests(processes: Cluster): void {
  const aggregate = new AggregatorRegistry();
  processes.on('message', (worker, message: unknown) => {
    if (message !== ASK) return;
    void aggregate
      .clusterMetrics()
      // A process that ended in the middle of the sum, or hangs: no sum is better than a wrong one.
      .catch(() => null)
      // Nor may the one that asked have ended: without a callback that would end this process too.
      .then((text) => worker.send({ [ASK]: text }, () => undefined));
  });
}
