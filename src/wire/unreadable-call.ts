interface Details {
  readonly cause?: unknown;
  /** The message in as far as our own log may have it; absent: all of it. */
  readonly reason?: string;
}

/** A request that names no known operation or carries a value its type cannot hold; `message` is for the client. */
export class UnreadableCall extends Error {
  /** For our own log: the message without what the client sent, which may be a secret in the wrong place. */
  readonly reason: string;

  constructor(message: string, { cause, reason = message }: Details = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

const MOST_CHARACTERS = 200;

/** Says why a call could not be read, for our own log: the reasons of the error and its causes, without any value. */
export function reasonOf({ reason, cause }: UnreadableCall): string {
  const all = cause instanceof UnreadableCall ? `${reason} ---> ${reasonOf(cause)}` : reason;
  return all.slice(0, MOST_CHARACTERS);
}
