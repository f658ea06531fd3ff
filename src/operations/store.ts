import type { Credential } from '../core/access/credential.ts';
import type { Account, CurrentUser, IssuedTicket, LiveTicket } from '../core/access/session.ts';
import type { CompletionStore } from './completion.ts';
import type { DocumentReviewStore } from './document-reviews.ts';
import type { ReassignmentStore } from './reassignment.ts';
import type { RedirectionStore } from './redirections.ts';
import type { SignInStore } from './sign-in-guard.ts';
import type { TaskChangeStore } from './task-changes.ts';
import type { TaskCreationStore } from './task-creation.ts';
import type { TaskListStore } from './task-lists.ts';
import type { TaskReadingStore } from './task-reading.ts';
import type { TaskTransferStore } from './task-transfer.ts';

/** The store as the operations use it. */
export interface Store
  extends
    CompletionStore,
    DocumentReviewStore,
    ReassignmentStore,
    RedirectionStore,
    SignInStore,
    TaskChangeStore,
    TaskCreationStore,
    TaskListStore,
    TaskReadingStore,
    TaskTransferStore {
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
  /** Gives the ticket of a call that succeeded its full life again. */
  readonly extendTicket: (ticket: Credential) => void;
  /** The login that a credential belonged to when it was last looked up; reads nothing. */
  readonly loginOf: (credential: Credential) => string | undefined;
  /** The ticket in its one spelling; null when the text is not a GUID. */
  readonly canonicalTicket: (text: string) => string | null;
  /** Compares in a time that does not depend on where they differ. */
  readonly secretsEqual: (one: string, other: string) => boolean;
  /** Takes as long for null, and is to be asked in the password line only. */
  readonly passwordMatches: (hash: string | null, password: string) => Promise<boolean>;
}
