import type { Access } from '../../core/access/access.ts';
import type { AccountEdit, Role } from '../../core/access/account-edit.ts';
import type { Right } from '../../core/access/rights.ts';
import type { Around, FoundPage, ListPage } from '../../core/list-page.ts';
import type { Refused } from '../../core/refusal.ts';
import type { AdmittingStore, ReadingAccess } from '../admitted.ts';

/** An account with what belongs to it. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly email: string;
  readonly language: string;
  readonly roles: readonly Role[];
  readonly enabled: boolean;
  readonly ticketsAllowed: boolean;
  /** False for an account to which nobody can sign in by a password. */
  readonly hasPassword: boolean;
  readonly createdAt: Date;
  readonly lastLogonAt: Date | null;
  /** Names. */
  readonly teams: readonly string[];
  /** Names of the API keys that act as it. */
  readonly keys: readonly string[];
  /** Tasks to be done that are the account's own. */
  readonly openTasks: number;
}

/** Which accounts are looked for, and which of them are shown. */
export interface AccountQuery<Page> {
  /** A part of login, name or address; empty for all. */
  readonly text: string;
  readonly page: Page;
}

export interface FoundAccounts {
  readonly total: number;
  /** By login. */
  readonly accounts: readonly Account[];
  readonly around: Around;
}

export interface NewAccount {
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: string;
  readonly roles: readonly Role[];
  readonly ticketsAllowed: boolean;
  /** Null: nobody can sign in by a password until the account has one. */
  readonly password: string | null;
}

export interface Team {
  readonly id: number;
  readonly name: string;
  /** Logins. */
  readonly members: readonly string[];
}

export interface TeamEdit {
  readonly name?: string | undefined;
  /** Logins. */
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** An API key, never its secret. */
export interface Key {
  readonly name: string;
  /** The account that it acts as. */
  readonly login: string;
  /** Null: the key may do what the account may. */
  readonly rights: readonly Right[] | null;
  /** Addresses and networks from which it works; none: everywhere. */
  readonly addresses: readonly string[];
}

export interface ListedKey extends Key {
  /** At most a minute late; null for a key that has not been used. */
  readonly lastUsedAt: Date | null;
}

/** Why the database would not have it. */
export type NotWritten = Refused<
  'name-taken' | 'user-not-found' | 'team-not-found' | 'key-not-found' | 'sign-ins-busy'
>;

/** What administrators need of the store. Accounts are named by their logins, all else by its name. */
export interface AccountStore {
  readonly find: (query: AccountQuery<ListPage>) => Promise<FoundPage<Account>>;
  readonly read: (login: string) => Promise<Account | null>;
  readonly add: (account: NewAccount) => Promise<{ readonly id: number } | NotWritten>;
  /** Refuses what a caller decided on who is no administrator any more. */
  readonly edit: (
    account: { readonly id: number; readonly login: string },
    edit: AccountEdit,
    callerId: number,
  ) => Promise<{ readonly login: string } | NotWritten | Refused<'access-denied'>>;
  /** Null: one is made up, and given. */
  readonly setPassword: (
    login: string,
    password: string | null,
  ) => Promise<{ readonly madeUp: string | null } | NotWritten>;
}

export interface TeamStore {
  readonly list: () => Promise<readonly Team[]>;
  readonly add: (name: string, members: readonly string[]) => Promise<Team | NotWritten>;
  readonly edit: (name: string, edit: TeamEdit) => Promise<Team | NotWritten>;
}

export interface KeyStore {
  readonly list: () => Promise<readonly ListedKey[]>;
  /** Gives the secret, which cannot be read again. */
  readonly add: (key: Key) => Promise<{ readonly secret: string } | NotWritten>;
  readonly revoke: (name: string) => Promise<{ readonly name: string } | NotWritten>;
}

export interface AdministrationStore extends AdmittingStore, ReadingAccess {
  readonly loginOf: (credential: Access['credential']) => string | undefined;
  readonly administration: {
    readonly accounts: AccountStore;
    readonly teams: TeamStore;
    readonly keys: KeyStore;
  };
}
