import type { Credential } from '../../core/access/credential.ts';
import type { Account } from '../../core/access/session.ts';
import { decideSignIn, type SignInRefusal } from '../../core/access/sign-in.ts';
import type { DeskUser, ListedSession, SignedInBy } from '../../core/desk/desk-session.ts';
import type { ProvenIdentity } from '../../core/desk/sign-on.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { createSignInGuard, type SignInHooks, type SignInOrigin, type SignInStore } from '../access/sign-in-guard.ts';
import { toldTo } from '../access/told-sign-on.ts';
import type { LogonRefusal } from '../access/tickets.ts';
import type { ListSubject } from './desk-lists.ts';

/** Who has a session, and what the list needs that is asked for with it. */
export interface ListUser {
  readonly user: DeskUser;
  readonly list: ListSubject;
}

/** A browser that is to have a session. */
export interface NewSession {
  readonly signedInBy: SignedInBy;
  readonly agent: string;
  readonly client: string;
}

export interface DeskSignIn {
  readonly login: string;
  readonly password: string;
  readonly agent: string;
  readonly origin: SignInOrigin;
}

/** Somebody whom the provider of single sign-on has sent back. */
export interface ProviderSignIn {
  readonly identity: ProvenIdentity;
  readonly agent: string;
  readonly origin: SignInOrigin;
}

/** What is called once a person is known: the secret of the session, which is stored nowhere. */
export interface OpenedSession {
  readonly secret: string;
}

/** The part of the store that sessions of the desk use. */
export interface DeskSessionStore extends SignInStore {
  readonly readAccount: (login: string) => Promise<Account | null>;
  /** Takes as long for null, and is to be asked in the password line only. */
  readonly passwordMatches: (hash: string | null, password: string) => Promise<boolean>;
  /** Null when the account has been disabled, or its password changed, since it was read. */
  readonly openDeskSession: (account: Account, session: NewSession) => Promise<OpenedSession | null>;
  /** The account of an identity, linked the first time by its login; null where there is none. */
  readonly findAccountOfIdentity: (identity: ProvenIdentity) => Promise<Account | null>;
  readonly setAdministrator: (userId: number, isAdministrator: boolean) => Promise<void>;
  /** Who has this session, which it prolongs; null when it is not alive. */
  readonly readDeskUser: (session: Credential) => Promise<DeskUser | null>;
  /** The same, with what a list needs that is about somebody, by login or number. */
  readonly readListUser: (session: Credential, who: string) => Promise<ListUser | null>;
  /** The last one used comes first. */
  readonly listDeskSessions: (userId: number) => Promise<readonly ListedSession[]>;
  /** False when the account has no such session. */
  readonly endDeskSession: (userId: number, sessionId: number) => Promise<boolean>;
  readonly setDeskShortcuts: (userId: number, shortcuts: boolean) => Promise<void>;
}

/** Sessions of people at the desk. What they ask of their own sessions is never refused. */
export interface DeskSessionOperations {
  signInToDesk(signIn: DeskSignIn): Promise<OpenedSession | Refused<LogonRefusal>>;
  /** No account is made by it: there has to be one. */
  signInByProvider(signIn: ProviderSignIn): Promise<OpenedSession | Refused<SignInRefusal>>;
  deskUser(session: Credential): Promise<DeskUser | null>;
  /** @param who by login, ignoring case, or by number: whom the list is about; '' for everybody */
  listUser(session: Credential, who: string): Promise<ListUser | null>;
  ownDeskSessions(user: DeskUser): Promise<readonly ListedSession[]>;
  /** False when the account has no such session. */
  endOwnDeskSession(user: DeskUser, sessionId: number): Promise<boolean>;
  setOwnShortcuts(user: DeskUser, shortcuts: boolean): Promise<void>;
}

export function createDeskSessionOperations(store: DeskSessionStore, hooks: SignInHooks): DeskSessionOperations {
  const guard = createSignInGuard(store, hooks);
  const told = toldTo(hooks);
  return {
    async signInToDesk({ login, password, agent, origin }) {
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
      const open = async (known: Account): Promise<OpenedSession | Refused<'authentication-failed'>> =>
        (await store.openDeskSession(known, { signedInBy: 'password', agent, client: origin.client })) ??
        refused('authentication-failed');
      const outcome = isRefused(decision) ? decision : await open(decision.account);
      return told(origin, { account, delayMs, outcome });
    },

    async signInByProvider({ identity, agent, origin }) {
      const account = await store.findAccountOfIdentity(identity);
      const decision = decideSignIn(account, true);
      const open = async (known: Account): Promise<OpenedSession | Refused<'authentication-failed'>> => {
        if (identity.isAdministrator !== null) await store.setAdministrator(known.id, identity.isAdministrator);
        const session = { signedInBy: 'single-sign-on', agent, client: origin.client } as const;
        return (await store.openDeskSession(known, session)) ?? refused('authentication-failed');
      };
      const outcome = isRefused(decision) ? decision : await open(decision.account);
      return told(origin, { account, delayMs: 0, outcome });
    },

    deskUser: (session) => store.readDeskUser(session),
    listUser: (session, who) => store.readListUser(session, who),
    ownDeskSessions: ({ id }) => store.listDeskSessions(id),
    endOwnDeskSession: ({ id }, sessionId) => store.endDeskSession(id, sessionId),
    setOwnShortcuts: ({ id }, shortcuts) => store.setDeskShortcuts(id, shortcuts),
  };
}
