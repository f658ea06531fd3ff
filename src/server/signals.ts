import { constants } from 'node:os';

/**
 * SIGHUP comes when a terminal closes. Whether it was to be ignored, as behind nohup, cannot be told: Node has put back
 * the default by then, and would end at once, without its PostgreSQL.
 */
export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A signal repeated within this time is the same request: Ctrl-C comes from the terminal and once more from npm where
 * its shell has become this process, as bash does; and where a service manager signals all processes of a server, the
 * first one signals the others too.
 */
const SAME_REQUEST_MS = 1000;

export interface Signals {
  /** Resolves with the name of the first signal that asks the process to stop. */
  readonly asked: Promise<string>;
  /** Whether one has come. */
  readonly wasAsked: () => boolean;
  /** Before this call there is no work to finish: a signal ends the process at once. */
  readonly started: () => void;
}

/**
 * Hears the signals that ask the process to stop. One that comes while it is stopping ends it at once, and by the
 * hooks of its exit an embedded PostgreSQL too.
 */
export function hearSignals(): Signals {
  let starting = true;
  let askedAt: number | undefined;
  const asked = new Promise<string>((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (starting) process.exit(0);
        const now = performance.now();
        askedAt ??= now;
        if (now - askedAt > SAME_REQUEST_MS) process.exit(exitCodeOf(signal));
        resolve(signal);
      });
    }
  });
  return { asked, wasAsked: () => askedAt !== undefined, started: () => void (starting = false) };
}

/** Lets a signal end a command by its hooks of exit, and thereby the embedded PostgreSQL that it may have started. */
export function exitOnSignals(): void {
  for (const signal of SIGNALS) process.once(signal, () => process.exit(exitCodeOf(signal)));
}

/** 128 + signal number, the exit code that shells report. */
const exitCodeOf = (signal: (typeof SIGNALS)[number]): number => 128 + constants.signals[signal];

export const isSignal = (reason: string): boolean => SIGNALS.some((signal) => signal === reason);
