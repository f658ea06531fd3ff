import type { Credential } from '../../core/access/credential.ts';
import { sessionLanguage } from '../../core/access/language.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { decideImpersonation, decideSignIn, refusalOfBarred, type SignInRefusal } from '../../core/access/sign-in.ts';
import type { Account, CurrentUser, IssuedTicket, LiveTicket, Profile } from '../../core/access/session.ts';
import { extending, type CallerRequest, type TicketExtender } from '../extended.ts';
import {
  createSignInGuard,
  type Checked,
  type SignInHooks,
  type SignInOrigin,
  type SignInStore,
} from './sign-in-guard.ts';
import { toldTo } from './told-sign-on.ts';

/** The part of the store that sessions use. */
export interface TicketStore extends SignInStore, TicketExtender {
  readonly readAccount: (login: string) => Promise<Account | null>;
  readonly readCurrentUser: (ticket: Credential) => Promise<CurrentUser | null>;
  readonly readTicket: (ticket: Credential) => Promise<LiveTicket | null>;
  /**
   * Null when the account has been disabled, or its password changed, since it was read. Of the tickets made for
   * trusted applications an account keeps so many, those used last.
   */
  readonly issueTicket: (account: Account, language: string, isTrusted: boolean) => Promise<IssuedTicket | null>;
  /** The new expiry; null when the ticket is not alive or not this account's. */
  readonly renewTicket: (ticket: Credential, userId: number, language: string) => Promise<Date | null>;
  readonly revokeTicket: (ticket: Credential) => Promise<boolean>;
  /** The ticket in its one spelling; null when the text is not a GUID. */
  readonly canonicalTicket: (text: string) => string | null;
  /** Compares in a time that does not depend on where they differ. */
  readonly secretsEqual: (one: string, other: string) => boolean;
  /** Takes as long for null, and is to be asked in the password line only. */
  readonly passwordMatches: (hash: string | null, password: string) => Promise<boolean>;
}

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Null or empty: the account's own language. */
  readonly language: string | null;
  readonly origin: SignInOrigin;
}

export interface Impersonation {
  readonly secret: string;
  readonly login: string;
  readonly origin: SignInOrigin;
}

export interface Session {
  readonly profile: Profile;
  readonly ticket: string;
  readonly expiresAt: Date;
}

export interface TicketPolicy {
  /** Null: nobody may impersonate. */
  readonly trustedUserPassword: string | null;
  /** How long a ticket lives without being used; 30 when it is not given. */
  readonly ticketDays?: number;
}

/** Why somebody who gave a login and its password gets no ticket. */
export type LogonRefusal = SignInRefusal | 'sign-in-throttled' | 'sign-ins-busy';

/** The operations on sessions (docs/legacy/operations.md#tickets). */
export interface TicketOperations {
  authenticate(signIn: SignIn): Promise<Session | Refused<LogonRefusal>>;
  /** Reads without extending. */
  checkTicket(credential: Credential): Promise<LiveTicket | Refused<'ticket-invalid'>>;
  /** @param oldTicket '' for a fresh session */
  renewTicket(signIn: SignIn, oldTicket: string): Promise<Session | Refused<LogonRefusal | 'ticket-malformed'>>;
  logOut(credential: Credential): Promise<{ readonly loggedOut: true } | Refused<'ticket-invalid'>>;
  impersonate(
    impersonation: Impersonation,
  ): Promise<{ readonly ticket: string } | Refused<SignInRefusal | 'sign-in-throttled'>>;
  currentUser(request: CallerRequest): Promise<CurrentUser | Refused<'ticket-invalid'>>;
}

export function createTicketOperations(
  store: TicketStore,
  { trustedUserPassword }: TicketPolicy,
  hooks: SignInHooks,
): TicketOperations {
  const guard = createSignInGuard(store, hooks);

  const told = toldTo(hooks);

  const signIn = async (
    { login, password, origin }: SignIn,
    open: (account: Account) => Promise<Session | Refused<'authentication-failed'>>,
  ): Promise<Session | Refused<LogonRefusal>> => {
    const reading = store.readAccount(login);
    const checking = guard.checkPassword({
      subject: { kind: 'login', name: login },
      secret: password,
      client: origin.client,
      async check() {
        const found = await reading;
        return store.passwordMatches(found?.enabled ? found.passwordHash : null, password);
      },
    });
    const [account, { verdict, delayMs }] = await Promise.all([reading, checking]);
    const decision = isRefused(verdict) ? verdict : decideSignIn(account, verdict.isRight);
    return told(origin, { account, delayMs, outcome: isRefused(decision) ? decision : await open(decision.account) });
  };

  const openSession = async (
    account: Account,
    asked: string | null,
    isTrusted = false,
  ): Promise<Session | Refused<'authentication-failed'>> => {
    const issued = await store.issueTicket(account, sessionLanguage(asked, account.language), isTrusted);
    return issued ? { profile: account, ...issued } : refused('authentication-failed');
  };

  const checkTrusted = (secret: string, client: string): Promise<Checked> =>
    trustedUserPassword === null
      ? Promise.resolve({ verdict: { isRight: false }, delayMs: 0 })
      : guard.checkSecret({
          subject: TRUSTED_SECRET,
          secret,
          client,
          check: () => Promise.resolve(store.secretsEqual(secret, trustedUserPassword)),
        });

  return {
    authenticate: (request) => signIn(request, (account) => openSession(account, request.language)),

    async checkTicket(credential) {
      return (await store.readTicket(credential)) ?? refused('ticket-invalid');
    },

    async renewTicket(request, oldTicket) {
      const ticket = oldTicket === '' ? null : store.canonicalTicket(oldTicket);
      if (oldTicket !== '' && !ticket) return refused('ticket-malformed');
      return signIn(request, async (account) => {
        if (ticket) {
          const language = sessionLanguage(request.language, account.language);
          const expiresAt = await store.renewTicket({ kind: 'ticket', secret: ticket }, account.id, language);
          if (expiresAt) return { profile: account, ticket, expiresAt };
        }
        return openSession(account, request.language);
      });
    },

    async logOut(credential) {
      return (await store.revokeTicket(credential)) ? { loggedOut: true } : refused('ticket-invalid');
    },

    async impersonate({ secret, login, origin }) {
      const account = await store.readAccount(login);
      const barred = refusalOfBarred(account);
      if (barred) return told(origin, { account, delayMs: 0, outcome: barred });
      const { verdict, delayMs } = await checkTrusted(secret, origin.client);
      const decision = isRefused(verdict) ? verdict : decideImpersonation(account, verdict.isRight);
      const outcome = isRefused(decision) ? decision : await openSession(decision.account, null, true);
      return told(origin, { account, delayMs, outcome });
    },

    currentUser: extending(store)(
      async ({ credential }: CallerRequest) => (await store.readCurrentUser(credential)) ?? refused('ticket-invalid'),
    ),
  };
}

/** One secret for all accounts: all guesses at it count together, for whatever account they are. */
const TRUSTED_SECRET = { kind: 'secret', name: 'CreateTicketforUser' } as const;
