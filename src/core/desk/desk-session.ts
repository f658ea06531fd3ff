/** How somebody came to a session of the desk. */
export type SignedInBy = 'password' | 'single-sign-on';

/** Hours without a page after which a session ends. */
export const IDLE_HOURS = 8;

/** Days after which a session ends, however often it is used. */
export const SESSION_DAYS = 7;

/** Who looks at a page of the desk, as of this moment. */
export interface DeskUser {
  readonly id: number;
  readonly login: string;
  readonly fullName: string;
  readonly roles: readonly string[];
  /** The language of the account. */
  readonly language: string;
  /** The number of the session. */
  readonly sessionId: number;
  /** Whether single keys do something on pages. */
  readonly shortcuts: boolean;
}

/** A session as its owner sees it in the list. */
export interface ListedSession {
  readonly id: number;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly signedInBy: SignedInBy;
  /** What the browser calls itself. */
  readonly agent: string;
  /** The address it came from. */
  readonly client: string;
}
