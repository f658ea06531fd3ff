import { hash } from 'node:crypto';
import { isTicketForm } from '../../core/access/ticket-form.ts';

/** How long an idle credential may save up calls. */
const BURST_SECONDS = 10;
const MOST_BUCKETS = 10_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Counts the calls of each credential in this process. */
export interface CallRate {
  /** Null when there is room for the call; else after how many seconds there will be. */
  take(secret: string): number | null;
}

/**
 * Lets each credential make so many calls a second, and ten seconds' worth at once after a pause.
 * @param now milliseconds of a clock that never goes back
 */
export function createCallRate(perSecond: number, now: () => number): CallRate {
  const most = perSecond * BURST_SECONDS;
  const buckets = new Map<string, Bucket>();

  return {
    take(secret) {
      // The secret itself is not kept.
      const key = hash('sha256', countedAs(secret), 'base64');
      const known = buckets.get(key) ?? { tokens: most, filledAt: now() };
      const tokens = Math.min(most, known.tokens + ((now() - known.filledAt) / 1000) * perSecond);
      buckets.delete(key);
      buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, filledAt: now() });
      const [oldest] = buckets.keys();
      if (buckets.size > MOST_BUCKETS && oldest !== undefined) buckets.delete(oldest);
      return tokens < 1 ? Math.ceil((1 - tokens) / perSecond) : null;
    },
  };
}

/** A ticket is one credential, however it is spelled: in capitals, in braces, without dashes. */
const countedAs = (secret: string): string =>
  isTicketForm(secret) ? secret.replaceAll(/[^0-9a-f]/gi, '').toLowerCase() : secret;
