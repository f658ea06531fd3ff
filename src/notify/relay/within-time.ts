/** Runs the work, aborts its signal after `ms` and rejects with `overdue` then, even if the work goes on. */
export async function withinTime(
  ms: number,
  overdue: Error,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const abort = new AbortController();
  const timeUp = new Promise<never>((_, reject) => {
    abort.signal.addEventListener('abort', () => reject(overdue));
  });
  const timer = setTimeout(() => abort.abort(overdue), ms);
  try {
    await Promise.race([work(abort.signal), timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
