/** Kinds of tokens that are given for a key, or for a login and its password. */
export type TokenKind = 'orkes-token' | 'box-access' | 'box-refresh';

/**
 * What tokens begin with. It says what a token found in some file belongs to, and tells it from an API key, which begins
 * otherwise.
 */
export const TOKEN_PREFIXES: Readonly<Record<TokenKind, string>> = {
  'orkes-token': 'handover-orkes_',
  'box-access': 'handover-box_',
  'box-refresh': 'handover-box-refresh_',
};

/** Where a token and a key may be given alike: is it a token? */
export const isBoxAccessToken = (secret: string): boolean => secret.startsWith(TOKEN_PREFIXES['box-access']);

export interface IssuedToken {
  readonly kind: TokenKind;
  /** The only time the token itself is known; the database keeps its digest. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** An access token, and what gives the next one. */
export interface TokenPair {
  readonly access: IssuedToken;
  readonly refresh: IssuedToken;
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** How long tokens live, in seconds; using one does not prolong it. */
export const TOKEN_SECONDS: Readonly<Record<TokenKind, number>> = {
  'orkes-token': DAY_SECONDS,
  'box-access': HOUR_SECONDS,
  'box-refresh': 60 * DAY_SECONDS,
};

/** The life of a token for which the client may ask: what it wants, up to that of a ticket, and a second at least. */
export const askedTokenSeconds = (askedMs: number | null, ticketDays: number): number =>
  askedMs === null
    ? TOKEN_SECONDS['orkes-token']
    : Math.min(Math.max(Math.floor(askedMs / 1000), 1), ticketDays * DAY_SECONDS);
