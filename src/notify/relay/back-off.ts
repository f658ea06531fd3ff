export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait after the given failure in a row (1 is the first), in ms: doubling up to the longest.
 * Up to a quarter is taken off at random, so that what failed together does not come back together.
 */
export function waitAfter(
  failures: number,
  { firstMs, longestMs }: BackOff,
  random: () => number = Math.random,
): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return fullMs * (1 - random() / 4);
}
