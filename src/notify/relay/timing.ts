import type { BackOff } from './back-off.ts';

export interface RelayTiming {
  /** Between looks at the table while there is something to do; idle, it grows to five times as much. */
  readonly pollMs: number;
  /** Mails being sent at a time. */
  readonly concurrency: number;
  /** At most this many mails per second; a burst of calls must not become a burst of mail. */
  readonly perSecond: number;
  /** After a mail, the recipient's next one waits this long and gathers what comes meanwhile. */
  readonly gatherMs: number;
  /** Notices gathered in one mail at the most. */
  readonly noticesPerMail: number;
  /** For one mail, everything included; it is aborted then. */
  readonly sendTimeoutMs: number;
  /** How long a claimed notice stays hidden from other relays; beyond sendTimeoutMs, so that no two send it at once. */
  readonly leaseMs: number;
  /** Between the attempts of one mail. */
  readonly retry: BackOff;
  /** Between single mails that probe whether the mail server, or the database, is back. */
  readonly probe: BackOff;
}

export const TIMING: RelayTiming = {
  pollMs: 1000,
  concurrency: 4,
  perSecond: 20,
  gatherMs: 60_000,
  noticesPerMail: 500,
  sendTimeoutMs: 30_000,
  leaseMs: 90_000,
  retry: { firstMs: 30_000, longestMs: 3_600_000 },
  probe: { firstMs: 1000, longestMs: 30_000 },
};

/** Six to eight hours from the first attempt to the last: a mail refused that often is refused for good. */
export const MOST_REFUSALS = 15;

/** Some three days: no mail may be lost because the mail server was down over a weekend. */
export const MOST_ATTEMPTS = 90;

/** A sent mail that cannot be marked is sent again, so a database that restarts is worth some seconds of waiting. */
export const MARK_TRIES = 6;

export const PRUNE_EVERY_MS = 3_600_000;
