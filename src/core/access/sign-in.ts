import { refused, type Refused } from '../refusal.ts';

/** The facts about an account that signing in depends on. */
export interface SignInAccount {
  readonly id: number;
  readonly enabled: boolean;
  /** False for the system administrator account, which never gets a ticket. */
  readonly ticketsAllowed: boolean;
}

/** Why an account gets no ticket. */
export type SignInRefusal = 'authentication-failed' | 'tickets-not-allowed';

/**
 * May somebody who gave this login and password have a ticket? One refusal for every way of failing to prove who one
 * is, and the barred account is named only after the password was right: neither answer tells which accounts exist
 * (docs/legacy/operations.md#accounts-that-get-no-ticket).
 */
export function decideSignIn<Account extends SignInAccount>(
  account: Account | null,
  passwordMatches: boolean,
): { readonly account: Account } | Refused<SignInRefusal> {
  if (!account?.enabled || !passwordMatches) return refused('authentication-failed');
  if (!account.ticketsAllowed) return refused('tickets-not-allowed');
  return { account };
}

/** An account that gets no ticket, whatever the server's secret is (docs/legacy/operations.md#createticketforuser). */
export const refusalOfBarred = (account: SignInAccount | null): Refused<'tickets-not-allowed'> | null =>
  account && !account.ticketsAllowed ? refused('tickets-not-allowed') : null;

/**
 * May a holder of the server's secret have a ticket of this account? Here the barred account is refused
 * before the secret is looked at.
 */
export function decideImpersonation<Account extends SignInAccount>(
  account: Account | null,
  secretMatches: boolean,
): { readonly account: Account } | Refused<SignInRefusal> {
  const barred = refusalOfBarred(account);
  if (barred) return barred;
  if (!account?.enabled || !secretMatches) return refused('authentication-failed');
  return { account };
}
