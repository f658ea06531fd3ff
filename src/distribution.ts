/** Connections one process has before more processes than there are processors are worth their smaller batches. */
const MANY_CONNECTIONS = 64;

/**
 * Chooses who gets the next connection: of as many as there are processors the one with the fewest, so that calls
 * meet in few, large batches; the others only when these have many. What comes first is preferred.
 * @param open how many connections each process has
 * @returns the index of the process, -1 when there is none
 */
export function chooseProcess(open: readonly number[], processors: number): number {
  const fewest = open.slice(0, processors).reduce((least, each) => Math.min(least, each), Infinity);
  const candidates = fewest < MANY_CONNECTIONS ? open.slice(0, processors) : open;
  return candidates.indexOf(Math.min(...candidates));
}
