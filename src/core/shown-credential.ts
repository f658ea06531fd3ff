/**
 * What a call can be made with, as calls are counted: the kinds of credentials; `sign-in` for a call that shows a password
 * or the secret of a key itself, to get a credential or to end one; `unknown` for a call that could not be read.
 */
export const SHOWN_CREDENTIALS = [
  'anonymous',
  'ticket',
  'api-key',
  'session',
  'calendar',
  'orkes-token',
  'box-access',
  'box-refresh',
  'sign-in',
  'unknown',
] as const;

export type ShownCredential = (typeof SHOWN_CREDENTIALS)[number];
