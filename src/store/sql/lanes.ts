/** Runs a task when its turn has come. */
export type Lanes = <Result>(run: () => Promise<Result>) => Promise<Result>;

/**
 * Lets at most `count` run at once and the others wait in line: statements that may take long leave connections of
 * the pool to all the rest.
 */
export function createLanes(count: number): Lanes {
  const waiting: (() => void)[] = [];
  let free = count;

  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** As lanes, but work that has waited in line for a number of milliseconds is given up: null. */
export function createPatientLanes(
  count: number,
  patienceMs: number,
): <Result>(run: () => Promise<Result>) => Promise<Result | null> {
  const waiting = new Set<() => void>();
  let free = count;

  const turn = (): Promise<boolean> =>
    new Promise((resolve) => {
      if (free > 0) {
        free -= 1;
        return resolve(true);
      }
      const late = setTimeout(() => {
        waiting.delete(come);
        resolve(false);
      }, patienceMs);
      const come = (): void => {
        waiting.delete(come);
        clearTimeout(late);
        resolve(true);
      };
      waiting.add(come);
    });

  return async (run) => {
    if (!(await turn())) return null;
    try {
      return await run();
    } finally {
      const [next] = waiting;
      if (next) next();
      else free += 1;
    }
  };
}
