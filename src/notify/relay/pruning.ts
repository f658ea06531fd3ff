import type { Asking } from './asking.ts';
import { errorText } from './error-text.ts';
import type { RelayLog } from './relay-log.ts';
import { PRUNE_EVERY_MS } from './timing.ts';

export interface PruningOptions {
  /** Deletes old notices; gives how many. */
  readonly pruneNotices: () => Promise<number>;
  /** Deletes old mail files; gives how many. */
  readonly pruneFiles: () => Promise<number>;
  readonly asking: Asking;
  readonly log: RelayLog;
}

/** Builds the hourly deletion of old notices and mail files; the relay calls it before each look at the table. */
export function createPruning({ pruneNotices, pruneFiles, asking, log }: PruningOptions): () => Promise<void> {
  let prunedAt = -Infinity;

  return async () => {
    if (performance.now() - prunedAt < PRUNE_EVERY_MS) return;
    const notices = await asking.ask(pruneNotices);
    if (notices === null) return;
    prunedAt = performance.now();
    if (notices > 0) log.info({ count: notices }, 'old notices deleted');
    try {
      const files = await pruneFiles();
      if (files > 0) log.info({ count: files }, 'old mail files deleted');
    } catch (error) {
      log.error({ reason: errorText(error) }, 'old mail files cannot be deleted');
    }
  };
}
