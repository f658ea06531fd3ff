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
