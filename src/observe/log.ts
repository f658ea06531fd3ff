import pino, { type Logger } from 'pino';
import { createOutage } from './outage.ts';

export type Log = Logger;

/** Bytes that wait for room on a full disk, or for a reader that has stopped; lines beyond them are lost. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

let lastTime = 0;
let lastTimeText = '';

/**
 * As pino's own, but calls that are answered together are answered in the same millisecond, which is written out once.
 */
const isoTime = (): string => {
  const now = Date.now();
  if (now !== lastTime) {
    lastTime = now;
    lastTimeText = `,"time":"${new Date(now).toISOString()}"`;
  }
  return lastTimeText;
};

/**
 * The only writer to standard output: one JSON object a line, written in batches so that a request never waits for a
 * terminal or a pipe. Call `flush` before the process ends. That a log cannot be written ends no process; it is told
 * on standard error when it begins and when it ends.
 *
 * @param pid on every line, where several processes write to the same place
 */
export function createLog(
  level: string,
  pid: number | null,
): { readonly log: Log; readonly flush: () => Promise<void> } {
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: 8192,
    periodicFlush: 250,
    maxLength: MOST_WAITING_BYTES,
  });
  // Standard error may lie on the same full disk, or have lost its reader: there is nobody left to tell.
  process.stderr.on('error', () => undefined);
  const flushSync = destination.flushSync.bind(destination);
  let lost = 0;
  const outage = createOutage(
    (reason) => void process.stderr.write(`The log cannot be written: ${reason}.\n`),
    () => void process.stderr.write(`The log is written again; lines lost: ${lost}.\n`),
  );
  destination.on('drop', () => (lost += 1));
  destination.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has gone: pino stops writing by itself.
    if (error.code === 'EPIPE') return;
    outage.failed(error.message);
    // pino flushes when the process exits, and would try for ever.
    destination.flushSync = () => undefined;
  });
  destination.on('write', () => {
    outage.ended();
    lost = 0;
    destination.flushSync = flushSync;
  });

  const log = pino({ level, base: pid === null ? null : { pid }, timestamp: isoTime }, destination);
  return { log, flush: () => new Promise((resolve) => destination.flush(() => resolve())) };
}
