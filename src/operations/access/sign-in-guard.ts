import { networkOf } from '../../core/access/client-network.ts';
import { isRefused, refused, type Refusal, type Refused } from '../../core/refusal.ts';
import {
  decideRight,
  decideTurn,
  FORGOTTEN_AFTER_MS,
  isAtOnce,
  LONGEST_WAIT_MS,
  type Counted,
  type SignInTallies,
  type Spacing,
} from '../../core/access/sign-in-turn.ts';

/** The credential that is tried: a login and its password, or a secret of the server's own. */
export interface Subject {
  readonly kind: 'login' | 'secret';
  /** As given: a login need not exist. */
  readonly name: string;
}

/** Where an attempt comes from. */
export interface SignInOrigin {
  /** The client's address. */
  readonly client: string;
  /** The operation or page that was used, for the log. */
  readonly way: string;
  readonly requestId: string;
}

export interface CountedTallies extends SignInTallies {
  /** The keys under which the store keeps the tallies. */
  readonly keys: Readonly<Record<Counted, string>>;
}

/** The part of the store that the guard uses. */
export interface SignInStore {
  readonly readSignInTallies: (subject: Subject, network: string, secret: string) => Promise<CountedTallies>;
  /** How many milliseconds until the turn that was taken; null when it would be longer than `longestMs`. */
  readonly takeSignInTurn: (tallies: CountedTallies, spacing: Spacing, longestMs: number) => Promise<number | null>;
  readonly countSignInFailure: (tallies: CountedTallies, forgottenAfterMs: number) => Promise<void>;
  readonly noteSignIn: (tallies: CountedTallies, isFirst: boolean) => Promise<void>;
  /** Keeps in mind whether the secret is the right one of this subject and network. */
  readonly learnSecret: (tallies: CountedTallies, secret: string, isRight: boolean) => void;
  /** Runs what computes a password when its turn has come; null when too many wait. */
  readonly inPasswordLine: <Result>(
    network: string,
    run: (waited: boolean) => Promise<Result>,
  ) => Promise<{ readonly result: Result } | null>;
}

/** The outcome of an attempt to sign on. */
export interface SignOn {
  readonly way: string;
  readonly outcome: 'done' | Refusal;
  /** The login of the account; null when there is no such account. */
  readonly user: string | null;
  readonly client: string;
  readonly requestId: string;
  /** Milliseconds that it waited because of earlier failures. */
  readonly delayMs: number;
}

/** How the guard waits, and to whom it reports. */
export interface SignInHooks {
  /** Resolves after a number of milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>;
  /** Told of every attempt, good or bad. */
  readonly signedOn: (signOn: SignOn) => void;
}

/** Waits for real and reports to nobody. */
export const UNOBSERVED: SignInHooks = {
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  signedOn: () => undefined,
};

export interface Attempt {
  readonly subject: Subject;
  readonly secret: string;
  readonly client: string;
  /** Tells whether the secret is right; runs when the attempt's turn has come. */
  readonly check: () => Promise<boolean>;
}

export interface Checked<R extends Refusal = 'sign-in-throttled'> {
  /** Whether the secret is right, or why it was not looked at. */
  readonly verdict: { readonly isRight: boolean } | Refused<R>;
  readonly delayMs: number;
}

/** Slows down guessing at secrets. */
export interface SignInGuard {
  /** For passwords, which take long to compute: in a line, where nobody can stand in everybody's way. */
  checkPassword(attempt: Attempt): Promise<Checked<'sign-in-throttled' | 'sign-ins-busy'>>;
  /** For secrets that cost nothing to compare. */
  checkSecret(attempt: Attempt): Promise<Checked>;
}

type Turn = { readonly tallies: CountedTallies; readonly delayMs: number };

/** Found at the front of the line: it is not this attempt's turn any more. */
const OVERTAKEN = 'overtaken';

export function createSignInGuard(store: SignInStore, { pause }: Pick<SignInHooks, 'pause'>): SignInGuard {
  const read = ({ subject, client, secret }: Attempt): Promise<CountedTallies> =>
    store.readSignInTallies(subject, networkOf(client), secret);

  const awaitTurn = async (attempt: Attempt): Promise<Turn | Refused<'sign-in-throttled'>> => {
    const tallies = await read(attempt);
    const turn = decideTurn(tallies);
    if (isRefused(turn)) return turn;
    if (isAtOnce(turn.spacing)) return { tallies, delayMs: 0 };
    const delayMs = await store.takeSignInTurn(tallies, turn.spacing, LONGEST_WAIT_MS);
    if (delayMs === null) return refused('sign-in-throttled');
    await pause(delayMs);
    return { tallies, delayMs };
  };

  const checkInTurn = async ({ check, secret }: Attempt, tallies: CountedTallies): Promise<boolean> => {
    const isRight = await check();
    store.learnSecret(tallies, secret, isRight);
    const worth = decideRight(tallies);
    if (!isRight) await store.countSignInFailure(tallies, FORGOTTEN_AFTER_MS);
    else if (worth !== 'noted') await store.noteSignIn(tallies, worth === 'first');
    return isRight;
  };

  /** Counted while it stood in line: those in front of it may have failed. */
  const isOvertaken = async (attempt: Attempt): Promise<boolean> => {
    const turn = decideTurn(await read(attempt));
    return isRefused(turn) || !isAtOnce(turn.spacing);
  };

  return {
    async checkSecret(attempt) {
      const turn = await awaitTurn(attempt);
      if (isRefused(turn)) return { verdict: turn, delayMs: 0 };
      return { verdict: { isRight: await checkInTurn(attempt, turn.tallies) }, delayMs: turn.delayMs };
    },

    async checkPassword(attempt) {
      const network = networkOf(attempt.client);
      for (;;) {
        const turn = await awaitTurn(attempt);
        if (isRefused(turn)) return { verdict: turn, delayMs: 0 };
        const { tallies, delayMs } = turn;
        const checked = await store.inPasswordLine(network, async (waited) => {
          if (waited && delayMs === 0 && (await isOvertaken(attempt))) return OVERTAKEN;
          return { isRight: await checkInTurn(attempt, tallies) };
        });
        if (!checked) return { verdict: refused('sign-ins-busy'), delayMs };
        if (checked.result !== OVERTAKEN) return { verdict: checked.result, delayMs };
      }
    },
  };
}
