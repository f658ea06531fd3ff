import { refused, type Refused } from '../refusal.ts';

/** Milliseconds without a failure after which earlier failures are forgotten. */
export const FORGOTTEN_AFTER_MS = 15 * 60_000;

/** Milliseconds for which a network counts as known to an account after a successful sign-on. */
export const KNOWN_FOR_MS = 90 * 24 * 3_600_000;

/** Legacy clients give up after 30 s and more; an attempt that would have to wait longer is refused at once. */
export const LONGEST_WAIT_MS = 20_000;

/** Failures that cost nothing: people mistype. */
const FREE_FAILURES = 5;

/** A success is recorded at most this often, so that signing on is seldom a write more. */
const NOTED_AGAIN_AFTER_MS = 24 * 3_600_000;

/** What is counted: an account from one network, the account from anywhere, and the network with any account. */
export type Counted = 'pair' | 'subject' | 'network';

/** How often signing on went wrong. */
export interface Tally {
  readonly failures: number;
  /** Since the last failure. */
  readonly quietMs: number;
  /** Until the next one in line may try; 0 or less when nobody waits. */
  readonly busyMs: number;
}

export interface SignInTallies extends Readonly<Record<Counted, Tally>> {
  /** Since the account was last signed on to from this network; null when it never was. */
  readonly rightMs: number | null;
  /** Whether this very secret was the right one when it was last asked for. */
  readonly rightBefore: boolean;
}

/** Milliseconds between two attempts; 0 lets all pass. */
export type Spacing = Readonly<Record<Counted, number>>;

const AT_ONCE: Spacing = { pair: 0, subject: 0, network: 0 };

/**
 * One network guessing at one account is slowed most. An account is slowed less for those who are new to it, so that
 * whoever guesses, from however many networks, keeps nobody out; a network least, because an office may be behind it.
 */
const SLOWEST_MS: Spacing = { pair: 16_000, subject: 4000, network: 1000 };
/** For a known client that fails all the same: a client with the new password may share its network. */
const KNOWN_SLOWEST_MS = 2000;
const FIRST_MS: Spacing = { pair: 1000, subject: 1000, network: 250 };

/**
 * When may somebody try to sign on? The first five failures cost nothing; every further one doubles the wait. Who is
 * known to an account waits for nobody else's failures, and the secret that was right before for none at all.
 */
export function decideTurn(tallies: SignInTallies): { readonly spacing: Spacing } | Refused<'sign-in-throttled'> {
  if (tallies.rightBefore) return { spacing: AT_ONCE };
  const spacing = isKnown(tallies) ? spacingOfKnown(tallies) : spacingOfAll(tallies);
  const counted = ['pair', 'subject', 'network'] as const;
  const waitMs = Math.max(...counted.map((name) => waitFor(tallies[name], spacing[name])));
  return waitMs > LONGEST_WAIT_MS ? refused('sign-in-throttled') : { spacing };
}

export const isAtOnce = ({ pair, subject, network }: Spacing): boolean => pair + subject + network === 0;

/**
 * What being right is worth writing down. The first time clears the network too: an office where many sign on and
 * some mistype is none that guesses, and a guesser with an account of its own gets this once.
 */
export function decideRight({ rightMs }: SignInTallies): 'first' | 'again' | 'noted' {
  if (rightMs === null || rightMs > KNOWN_FOR_MS) return 'first';
  return rightMs > NOTED_AGAIN_AFTER_MS ? 'again' : 'noted';
}

const isKnown = ({ rightMs }: SignInTallies): boolean => rightMs !== null && rightMs <= KNOWN_FOR_MS;

const spacingOfKnown = ({ pair }: SignInTallies): Spacing => ({
  ...AT_ONCE,
  pair: Math.min(spacingOf('pair', pair), KNOWN_SLOWEST_MS),
});

const spacingOfAll = (tallies: SignInTallies): Spacing => ({
  pair: spacingOf('pair', tallies.pair),
  subject: spacingOf('subject', tallies.subject),
  network: spacingOf('network', tallies.network),
});

function spacingOf(name: Counted, { failures, quietMs }: Tally): number {
  if (failures < FREE_FAILURES || quietMs >= FORGOTTEN_AFTER_MS) return 0;
  return Math.min(FIRST_MS[name] * 2 ** (failures - FREE_FAILURES), SLOWEST_MS[name]);
}

const waitFor = ({ quietMs, busyMs }: Tally, spacingMs: number): number =>
  spacingMs === 0 ? 0 : Math.max(busyMs, spacingMs - quietMs, 0);
