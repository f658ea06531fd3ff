/** Callers whose calls meet in batches large enough: twice as many make a call hardly cheaper (docs/benchmark.md). */
const CALLERS_OF_A_BATCH = 32;

/**
 * Chooses who gets the next connection: the process with the fewest, of as many processes as are worth using. Half of
 * the processors are PostgreSQL's, so that as many processes as the other half have one each; more than these only
 * make batches smaller, until there are callers enough for all of them.
 * @param open how many connections each process has
 * @returns the index of the process, -1 when there is none
 */
export function chooseProcess(open: readonly number[], processors: number): number {
  const callers = open.reduce((sum, each) => sum + each, 1);
  const useful = Math.max(Math.ceil(processors / 2), Math.ceil(callers / CALLERS_OF_A_BATCH));
  const candidates = open.slice(0, useful);
  return candidates.indexOf(Math.min(...candidates));
}
