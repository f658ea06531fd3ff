import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Log } from '../observe/log.ts';
import { answerMetricsRequests } from '../observe/cluster-metrics.ts';

export interface Processes {
  /** "http://127.0.0.1:8080" */
  readonly address: string;
  /** Resolves with a sentence when the processes cannot be kept alive. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

/** A process that ends sooner than this may have failed for a lasting reason; that many in a row have. */
const SHORT_LIFE_MS = 10_000;
const SHORT_LIVES = 5;

/** How long the first of them is waited for before another is started; each time twice as long. */
const PAUSE_MS = 250;

const isListening = (message: unknown): message is { readonly address: string } =>
  typeof message === 'object' && message !== null && 'address' in message && typeof message.address === 'string';

const WAITING = 'handover:waiting';
const SERVE = 'handover:serve';

/** Tells the first process, from one of the others, that it could serve; resolves when it is to do so. */
export const calledToServe = (): Promise<true> =>
  new Promise((resolve) => {
    process.on('message', (message: unknown) => {
      if (message === SERVE) resolve(true);
    });
    process.send?.(WAITING);
  });

/** Tells the first process, from one of the others, that it is serving. */
export const tellListening = (address: string): void => void process.send?.({ address });

/**
 * Starts `count` processes that share one port, each with its own event loop and database connections, and puts
 * another in the place of one that dies. They run the same program with `env`.
 *
 * As many serve as there are processors. The others wait to take the place of one that dies, at once: serving beside
 * them they would only make batches smaller (four on two processors answered four fifths of the calls of one,
 * docs/benchmark.md).
 *
 * @param wasAsked whether this process is to stop: the others, who may have heard it too, are not missed then
 * @throws Error when one of them ends before it is ready
 */
export async function startProcesses(
  count: number,
  env: NodeJS.ProcessEnv,
  { log, wasAsked }: { readonly log: Log; readonly wasAsked: () => boolean },
): Promise<Processes> {
  const workers = new Set<Worker>();
  const waiting = new Set<Worker>();
  const serving = new Set<Worker>();
  let stopping = false;
  let shortLives = 0;
  const pauses = new Set<NodeJS.Timeout>();
  let fail: (reason: string) => void = () => undefined;
  const failed = new Promise<string>((resolve) => (fail = resolve));
  answerMetricsRequests(cluster);

  const callToServe = (): void => {
    const [next] = waiting;
    if (!next || serving.size >= availableParallelism()) return;
    waiting.delete(next);
    serving.add(next);
    // A worker that cannot be reached is ending; another one is asked then.
    next.send(SERVE, () => undefined);
  };

  /** Resolves when the process serves, with its address, or when it waits. */
  const start = (): Promise<string | null> => {
    const worker = cluster.fork(env);
    let lifeIsShort = true;
    const earlier = shortLives;
    const grown = setTimeout(() => {
      lifeIsShort = false;
      // None has failed since this one was started, so that it was not started in vain.
      if (shortLives === earlier) shortLives = 0;
    }, SHORT_LIFE_MS).unref();
    workers.add(worker);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: unknown) => {
        if (isListening(message)) {
          log.info({ worker: worker.process.pid }, 'a server process is ready');
          resolve(message.address);
        }
        if (message !== WAITING) return;
        waiting.add(worker);
        callToServe();
        if (!waiting.has(worker)) return;
        log.info({ worker: worker.process.pid }, 'a server process waits to take the place of another');
        resolve(null);
      });
      worker.on('error', (error) =>
        log.error({ worker: worker.process.pid, err: error }, 'a server process is not heard'),
      );
      worker.once('exit', (code, signal) => {
        clearTimeout(grown);
        for (const each of [workers, waiting, serving]) each.delete(worker);
        reject(new Error('A server process could not be started.'));
        if (stopping || wasAsked()) return;
        log.error({ worker: worker.process.pid, code, signal }, 'a server process has ended');
        callToServe();
        if (lifeIsShort) shortLives += 1;
        if (shortLives >= SHORT_LIVES) fail(`${SHORT_LIVES} server processes in a row ended right after their start`);
        else startAnother();
      });
    });
  };

  const startAnother = (): void => {
    const pause = shortLives === 0 ? 0 : PAUSE_MS * 2 ** (shortLives - 1);
    const timer = setTimeout(() => {
      pauses.delete(timer);
      start().catch(() => undefined);
    }, pause);
    pauses.add(timer);
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    for (const pause of pauses) clearTimeout(pause);

    const ended = [...workers].map((worker) => once(worker, 'exit'));
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(ended);
  };

  try {
    const addresses = await Promise.all(Array.from({ length: count }, start));
    const address = addresses.find((each) => each !== null) ?? '';
    return { address, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
