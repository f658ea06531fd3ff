/**
 * What a caller shows to say who it is. An empty or absent ticket is not an invalid one: its bearer is the anonymous
 * user (docs/legacy/operations.md#callers-and-roles).
 */
export type Credential =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'ticket'; readonly secret: string }
  | { readonly kind: 'api-key'; readonly secret: string }
  /** Of somebody in a browser, at the desk. */
  | { readonly kind: 'session'; readonly secret: string }
  /** Tokens that were issued for a key. */
  | { readonly kind: 'orkes-token' | 'box-access' | 'box-refresh'; readonly secret: string }
  /** In the address of a calendar: it opens nothing else. */
  | { readonly kind: 'calendar'; readonly secret: string };

/** What history says a change was made with; `system` is the server itself, by its clock. */
export type CredentialKind = Credential['kind'] | 'system';

/** The origin of a call; written to history with every change. */
export interface CallContext {
  readonly api: string;
  readonly requestId: string;
}
