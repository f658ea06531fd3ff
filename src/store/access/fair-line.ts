/**
 * Runs work when its turn has come; `waited` says whether it had to stand in line. Null when the line is full, or the
 * owner has as many in it as one may have.
 */
export type FairLine = <Result>(
  owner: string,
  run: (waited: boolean) => Promise<Result>,
) => Promise<{ readonly result: Result } | null>;

/** Runs `atOnce` at a time. Owners take turns, so that nobody waits for all that somebody else has put in line. */
export function createFairLine(options: {
  readonly atOnce: number;
  readonly places: number;
  readonly placesEach: number;
}): FairLine {
  const waiting = new Map<string, (() => void)[]>();
  let running = 0;
  let places = options.places;

  const enter = (owner: string): Promise<void> | null => {
    const own = waiting.get(owner) ?? [];
    if (places === 0 || own.length >= options.placesEach) return null;
    places -= 1;
    waiting.set(owner, own);
    return new Promise((resolve) => own.push(resolve));
  };

  /** The place is handed on, not given back: a newcomer cannot overtake the first in line. */
  const leave = (): void => {
    const [first] = waiting;
    if (!first) {
      running -= 1;
      return;
    }
    const [owner, own] = first;
    const next = own.shift();
    waiting.delete(owner);
    if (own.length > 0) waiting.set(owner, own);
    places += 1;
    next?.();
  };

  return async (owner, run) => {
    const waited = running >= options.atOnce;
    if (waited) {
      const turn = enter(owner);
      if (!turn) return null;
      await turn;
    } else {
      running += 1;
    }
    try {
      return { result: await run(waited) };
    } finally {
      leave();
    }
  };
}
