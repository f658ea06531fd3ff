export interface Sleeper {
  /** Resolves after the time, or earlier when woken; at once when woken since the last sleep. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Resolves after the time, even if something wakes the sleeper; only closing ends the wait earlier. */
  readonly sleepThrough: (ms: number) => Promise<void>;
  readonly wake: () => void;
  /** Ends the sleep, and every later one at once. */
  readonly close: () => void;
}

/** Builds the pauses of one loop, which sleeps in one place at a time. */
export function createSleeper(): Sleeper {
  let woken = false;
  let closed = false;
  let light = false;
  let rise: () => void = () => undefined;

  const lieDown = (ms: number, lightly: boolean): Promise<void> =>
    new Promise((resolve) => {
      if (closed) return resolve();
      light = lightly;
      const timer = setTimeout(() => rise(), ms);
      rise = () => {
        clearTimeout(timer);
        light = false;
        resolve();
      };
    });

  return {
    async sleep(ms) {
      if (!woken) await lieDown(ms, true);
      woken = false;
    },
    sleepThrough: (ms) => lieDown(ms, false),
    wake() {
      woken = true;
      if (light) rise();
    },
    close() {
      closed = true;
      rise();
    },
  };
}
