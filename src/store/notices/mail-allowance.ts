/** Calls with mail that one account may make at once; far above any client that works for a person. */
const AT_ONCE = 600;

/** Calls with mail that one account may make per second in the long run. */
const PER_SECOND = 1;

/** Mail of calls beyond waits for the next full quarter of an hour, so that it gathers. */
const LATER_MS = 900_000;

/** Accounts that are remembered before the idle ones are forgotten. */
const REMEMBERED = 1000;

export interface MailAllowance {
  /** When the mail of one more call of this account is due; null: at once. */
  readonly dueAt: (actorId: number) => Date | null;
}

/** For tests and tools, which count nothing. */
export const UNLIMITED: MailAllowance = { dueAt: () => null };

export interface AllowanceOptions {
  readonly atOnce?: number;
  readonly now?: () => number;
}

/**
 * Counts the calls of each account that cause mail, in this process. It delays the mail of an account that makes
 * very many, and loses none: whoever floods everybody with tasks must not keep the relay from all others' mail.
 */
export function createMailAllowance({ atOnce = AT_ONCE, now = Date.now }: AllowanceOptions = {}): MailAllowance {
  const accounts = new Map<number, { readonly spent: number; readonly at: number }>();

  let most = REMEMBERED;

  const spentBy = (actorId: number, at: number): number => {
    const before = accounts.get(actorId);
    return before ? Math.max(0, before.spent - ((at - before.at) / 1000) * PER_SECOND) : 0;
  };

  function forgetIdle(at: number): void {
    for (const actorId of accounts.keys()) if (spentBy(actorId, at) === 0) accounts.delete(actorId);
    // Not with every call, however many accounts there are.
    most = Math.max(REMEMBERED, accounts.size * 2);
  }

  return {
    dueAt(actorId) {
      const at = now();
      if (accounts.size >= most) forgetIdle(at);
      const spent = spentBy(actorId, at);
      if (spent + 1 > atOnce) return new Date((Math.floor(at / LATER_MS) + 1) * LATER_MS);
      accounts.set(actorId, { spent: spent + 1, at });
      return null;
    },
  };
}
