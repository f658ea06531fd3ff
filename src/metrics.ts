import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  /** @param seconds from the first byte of the request read to the last of the answer handed over */
  answered(
    call: { readonly operation: string; readonly binding: string; readonly outcome: string },
    seconds: number,
  ): void;
  failed(): void;
  render(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Counts calls and their durations for Prometheus; labels have a bounded number of values. */
export function createMetrics(): Metrics {
  const registry = new Registry();
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
  return {
    answered: (call, seconds) => calls.observe({ ...call }, seconds),
    failed: () => faults.inc(),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
