import type { Refusal } from '../../core/refusal.ts';
import type { JsonReply, RouteDescription, Trouble } from '../json/json-dialect.ts';
import { OAuthError } from './schemas.ts';

/** The words of RFC 6749 5.2, and one of 4.1.2.1. */
type Word = 'invalid_request' | 'invalid_grant' | 'unsupported_grant_type' | 'temporarily_unavailable';

export const oauthReply = (
  error: Word,
  description: string,
  outcome: Refusal | 'unreadable' = 'unreadable',
): JsonReply => ({
  status: error === 'temporarily_unavailable' ? 503 : 400,
  body: { error, error_description: description },
  outcome,
});

const DESCRIPTIONS: Readonly<Record<Trouble['trouble'], string>> = {
  'no-such-address': 'Nothing is at this address',
  'method-not-allowed': 'This address does not take this method',
  'body-too-large': 'The body is too long',
  'media-type-unsupported': 'The body cannot be unpacked',
  'body-missing': 'The body is missing',
  'body-unreadable': 'The body cannot be read',
  'too-many-calls': 'Too many calls: try again later',
  'no-room': 'The server is busy: try again',
  fault: 'Internal server error',
};

/** The body of what is wrong before a token is asked for. */
export function oauthTrouble(trouble: Trouble): { readonly error: string; readonly error_description: string } {
  const description = DESCRIPTIONS[trouble.trouble];
  if (trouble.trouble === 'fault') return { error: 'server_error', error_description: description };
  if (trouble.trouble === 'no-room') return { error: 'temporarily_unavailable', error_description: description };
  const more =
    trouble.trouble === 'body-unreadable' ? `: ${trouble.field} ${trouble.message}`.replace(':  ', ': ') : '';
  return { error: 'invalid_request', error_description: description + more };
}

const error = (description: string) => ({ description, schema: OAuthError });

export const OAUTH_ANSWERS: RouteDescription['answers'] = {
  400: error('The form cannot be read, or its credentials are not right.'),
  413: error('The body is too long.'),
  500: error('The server failed.'),
  503: error('The server is busy; `Retry-After` tells when to go on.'),
};
