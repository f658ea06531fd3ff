import { isRefused, type Refusal, type Refused } from '../../core/refusal.ts';
import type { SignInHooks, SignInOrigin } from './sign-in-guard.ts';

/** Who tried to sign on, and what became of it. */
export interface Tried<Outcome extends object, R extends Refusal> {
  /** Null where there is no such account. */
  readonly account: { readonly login: string } | null;
  readonly delayMs: number;
  readonly outcome: Outcome | Refused<R>;
}

/** Gives what tells of each attempt, whatever came of it, and answers its outcome. */
export const toldTo =
  ({ signedOn }: SignInHooks) =>
  <Outcome extends object, R extends Refusal>(
    origin: SignInOrigin,
    { account, delayMs, outcome }: Tried<Outcome, R>,
  ): Outcome | Refused<R> => {
    signedOn({
      ...origin,
      user: account?.login ?? null,
      delayMs,
      outcome: isRefused(outcome) ? outcome.refused : 'done',
    });
    return outcome;
  };
