/**
 * Extends tickets behind the calls that used them. Extending inside the call would cost a write for each read
 * and would make every caller of one integration account wait for the same row; a second's delay on thirty
 * days is not observable, because whoever asks for the expiry asks `settle` first.
 */
export interface TicketExtensions {
  /** Notes that a call with this ticket succeeded. */
  note(digest: Buffer): void;
  /** Resolves when everything noted so far is in the database. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** @param extend writes the new expiry of many tickets at once; a failure is reported and the tickets kept for later */
export function createTicketExtensions(
  extend: (digests: readonly Buffer[]) => Promise<void>,
  reportFailure: (error: unknown) => void,
  intervalMs = 1000,
): TicketExtensions {
  let noted = new Map<string, Buffer>();
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (noted.size === 0) return writing;
    const batch = noted;
    noted = new Map();
    writing = writing
      .then(() => extend([...batch.values()]))
      .catch((error: unknown) => {
        reportFailure(error);
        for (const [key, digest] of batch) noted.set(key, digest);
      });
    return writing;
  };

  return {
    note(digest) {
      noted.set(digest.toString('latin1'), digest);
      timer ??= setTimeout(() => void flush(), intervalMs).unref();
    },
    settle: flush,
    async stop() {
      await flush();
      clearTimeout(timer);
    },
  };
}
