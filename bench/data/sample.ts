/**
 * The call that one worker repeats. May give the moment at which its answer began.
 *
 * @throws Error when the answer is not the expected one
 */
export type Work = () => Promise<number | void>;

/** CPU time used so far, in µs; null where the system does not tell. */
export interface CpuReading {
  readonly server: number | null;
  readonly database: number | null;
}

export interface Sample {
  /** In the window. */
  readonly calls: number;
  /** Samples before and after the run, too. */
  readonly allCalls: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** ms */
  readonly p50: number;
  readonly p99: number;
  /** ms until the answer began; null where the work does not tell. */
  readonly firstByte: { readonly p50: number; readonly p99: number } | null;
  /** µs a call */
  readonly serverCpu: number | null;
  readonly databaseCpu: number | null;
  readonly errors: number;
  readonly firstError: string | null;
}

export interface Window {
  readonly warmUpMs: number;
  readonly ms: number;
}

/** Lets the workers run side by side, each as fast as it can, and looks at what happens after the warm-up. */
export async function sample(
  works: readonly Work[],
  { warmUpMs, ms }: Window,
  readCpu: () => Promise<CpuReading>,
): Promise<Sample> {
  const latencies: number[] = [];
  const beginnings: number[] = [];
  let allCalls = 0;
  let errors = 0;
  let firstError: string | null = null;
  let counting = false;
  let running = true;

  const worker = async (work: Work): Promise<void> => {
    while (running) {
      const startedAt = performance.now();
      let began: number | void = undefined;
      try {
        began = await work();
      } catch (error) {
        errors += 1;
        firstError ??= error instanceof Error ? error.message : String(error);
        // A server that is gone fails at once: do not spin.
        if (errors > 1000) return;
      }
      allCalls += 1;
      if (!counting) continue;
      latencies.push(performance.now() - startedAt);
      if (typeof began === 'number') beginnings.push(began - startedAt);
    }
  };
  const finished = works.map(worker);

  await delay(warmUpMs);
  const before = await readCpu();
  const startedAt = performance.now();
  counting = true;
  await delay(ms);
  counting = false;
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await readCpu();
  running = false;
  await Promise.all(finished);

  const sorted = Float64Array.from(latencies).sort();
  const begun = Float64Array.from(beginnings).sort();
  const calls = sorted.length;
  const perCall = (from: number | null, to: number | null) =>
    from === null || to === null || calls === 0 ? null : (to - from) / calls;
  return {
    calls,
    allCalls,
    seconds,
    perSecond: calls / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    firstByte: begun.length === 0 ? null : { p50: percentile(begun, 0.5), p99: percentile(begun, 0.99) },
    serverCpu: perCall(before.server, after.server),
    databaseCpu: perCall(before.database, after.database),
    errors,
    firstError,
  };
}

/** Of sorted values, the smallest that the given share of them does not exceed; NaN of none. */
const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
