import type { Cluster } from 'node:cluster';
import { AggregatorRegistry, Registry } from 'prom-client';

/** Metrics as text, for a scrape. */
export interface Rendered {
  readonly contentType: string;
  readonly text: string;
}

const ASK = 'handover:metrics';

const isAnswer = (message: unknown): message is { readonly [ASK]: string | null } =>
  typeof message === 'object' &&
  message !== null &&
  ASK in message &&
  (message[ASK] === null || typeof message[ASK] === 'string');

/** A scrape reaches one process of several; the first one adds up what all have counted. */
export function askFirstProcess(): Promise<Rendered | null> {
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
