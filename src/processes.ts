import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import type { Log } from './log.ts';
import { answerMetricsRequests } from './metrics.ts';

export interface Processes {
  /** "http://127.0.0.1:8080" */
  readonly address: string;
  /** Resolves with a sentence when the processes cannot be kept alive. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

/** A process that lives shorter than this did not fail by accident. */
const SHORT_LIFE_MS = 10_000;

const isListening = (message: unknown): message is { readonly address: string } =>
  typeof message === 'object' && message !== null && 'address' in message && typeof message.address === 'string';

/** Tells the first process, from one of the others, that it is serving. */
export const tellListening = (address: string): void => void process.send?.({ address });

/**
 * Starts `count` processes that share one port, each with its own event loop and database connections, and puts
 * another in the place of one that dies. They run the same program with `env`.
 */
export async function startProcesses(count: number, env: NodeJS.ProcessEnv, log: Log): Promise<Processes> {
  const workers = new Set<Worker>();
  let stopping = false;
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  answerMetricsRequests(cluster);

  const start = (): Promise<string> => {
    const worker = cluster.fork(env);
    const startedAt = Date.now();
    workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: unknown) => {
        if (isListening(message)) resolve(message.address);
      });
      worker.once('exit', (code, signal) => {
        workers.delete(worker);
        reject(new Error('A server process could not be started.'));
        if (stopping) return;
        log.error({ pid: worker.process.pid, code, signal }, 'a server process has ended');
        if (Date.now() - startedAt < SHORT_LIFE_MS) fail('a server process ended right after its start');
        else start().catch(() => undefined);
      });
    });
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    const ended = [...workers].map((worker) => once(worker, 'exit'));
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(ended);
  };

  try {
    const [address = ''] = await Promise.all(Array.from({ length: count }, start));
    return { address, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
