import type { SignInAccount } from './sign-in.ts';

/** The account as the ticket operations show it (docs/legacy/operations.md#tickets). */
export interface Profile {
  readonly id: number;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly email: string;
  readonly roles: readonly string[];
  /** The account's own; a session may have another one. */
  readonly language: string;
}

export interface Account extends Profile, SignInAccount {
  /** argon2id in PHC form; null for an account that cannot sign in with a password. */
  readonly passwordHash: string | null;
}

export interface IssuedTicket {
  /** The only time the ticket itself is known; the database keeps its digest. */
  readonly ticket: string;
  readonly expiresAt: Date;
}

export interface LiveTicket {
  readonly profile: Profile;
  readonly expiresAt: Date;
}

/** The other side of a stored redirection. */
export interface RedirectionParty {
  readonly userId: number;
  readonly login: string;
  readonly fullName: string;
  readonly email: string;
  readonly startsAt: Date;
  /** Null when the window is open. */
  readonly endsAt: Date | null;
}

export interface CurrentUser extends Profile {
  readonly lastLogonAt: Date | null;
  readonly lastPasswordChangeAt: Date | null;
  readonly redirection: RedirectionParty | null;
}
