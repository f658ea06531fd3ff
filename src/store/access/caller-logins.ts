import type { Credential } from '../../core/access/credential.ts';

/** The columns about callers that a statement adds for the log. */
export interface CallerLoginRow {
  /** Null where the credential is nobody's. */
  readonly callerLogin: string | null;
}

const logins = new WeakMap<Credential, string>();

/** Takes note of whose credentials the requests came with; `rows` has the rows of the requests, in their order. */
export function noteLogins<Row extends CallerLoginRow>(
  requests: readonly { readonly credential: Credential }[],
  rows: Row[],
): Row[] {
  for (const [index, { credential }] of requests.entries()) noteLogin(credential, rows[index]?.callerLogin);
  return rows;
}

export function noteLogin(credential: Credential, login: string | null | undefined): void {
  if (login) logins.set(credential, login);
}

/** The login that a credential belonged to when it was last looked up; reads nothing. */
export const loginOf = (credential: Credential): string | undefined => logins.get(credential);
