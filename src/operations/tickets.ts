import type { Credential } from '../core/access/credential.ts';
import { sessionLanguage } from '../core/access/language.ts';
import { isRefused, refused, type Refused } from '../core/refusal.ts';
import { decideImpersonation, decideSignIn } from '../core/access/sign-in.ts';
import type { Account, CurrentUser, LiveTicket, Profile } from '../core/access/session.ts';
import type { Store } from './store.ts';

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Null or empty: the account's own language. */
  readonly language: string | null;
}

export interface Session {
  readonly profile: Profile;
  readonly ticket: string;
  readonly expiresAt: Date;
}

export interface TicketPolicy {
  /** Null: nobody may impersonate. */
  readonly trustedUserPassword: string | null;
}

/** The operations on sessions (operations.md 5). */
export interface TicketOperations {
  authenticate(signIn: SignIn): Promise<Session | Refused>;
  /** Reads without extending. */
  checkTicket(credential: Credential): Promise<LiveTicket | Refused>;
  /** @param oldTicket '' for a fresh session */
  renewTicket(signIn: SignIn, oldTicket: string): Promise<Session | Refused>;
  logOut(credential: Credential): Promise<{ readonly loggedOut: true } | Refused>;
  impersonate(secret: string, login: string): Promise<{ readonly ticket: string } | Refused>;
  currentUser(credential: Credential): Promise<CurrentUser | Refused>;
}

export function createTicketOperations(store: Store, { trustedUserPassword }: TicketPolicy): TicketOperations {
  const signIn = async ({ login, password }: SignIn) => {
    const account = await store.readAccount(login);
    return decideSignIn(account, await store.passwordMatches(account?.passwordHash ?? null, password));
  };

  const open = async (account: Account, asked: string | null): Promise<Session | Refused> => {
    const issued = await store.issueTicket(account, sessionLanguage(asked, account.language));
    return issued ? { profile: account, ...issued } : refused('authentication-failed');
  };

  return {
    async authenticate(request) {
      const decision = await signIn(request);
      return isRefused(decision) ? decision : open(decision.account, request.language);
    },

    async checkTicket(credential) {
      return (await store.readTicket(credential)) ?? refused('ticket-invalid');
    },

    async renewTicket(request, oldTicket) {
      const ticket = oldTicket === '' ? null : store.canonicalTicket(oldTicket);
      if (oldTicket !== '' && !ticket) return refused('ticket-malformed');
      const decision = await signIn(request);
      if (isRefused(decision)) return decision;
      const { account } = decision;
      if (ticket) {
        const language = sessionLanguage(request.language, account.language);
        const expiresAt = await store.renewTicket({ kind: 'ticket', secret: ticket }, account.id, language);
        if (expiresAt) return { profile: account, ticket, expiresAt };
      }
      return open(account, request.language);
    },

    async logOut(credential) {
      return (await store.revokeTicket(credential)) ? { loggedOut: true } : refused('ticket-invalid');
    },

    async impersonate(secret, login) {
      const account = await store.readAccount(login);
      const secretMatches = trustedUserPassword !== null && store.secretsEqual(secret, trustedUserPassword);
      const decision = decideImpersonation(account, secretMatches);
      if (isRefused(decision)) return decision;
      const session = await open(decision.account, null);
      return isRefused(session) ? session : { ticket: session.ticket };
    },

    async currentUser(credential) {
      const user = await store.readCurrentUser(credential);
      if (!user) return refused('ticket-invalid');
      store.extendTicket(credential);
      return user;
    },
  };
}
