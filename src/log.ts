import pino, { type Logger } from 'pino';

export type Log = Logger;

/**
 * The only writer to the console: one JSON object a line on standard output, written in batches so that a
 * request never waits for a terminal or a pipe. Call `flush` before the process ends.
 */
export function createLog(level: string): { readonly log: Log; readonly flush: () => void } {
  const destination = pino.destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: 250 });
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return { log, flush: () => destination.flushSync() };
}
