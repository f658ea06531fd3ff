import type { Credential } from '../../core/access/credential.ts';
import type { Message } from '../dialect.ts';

/** The API key that a call shows; null without one. */
function apiKeyOf({ headers }: Message): string | null {
  const { apikey } = headers;
  return typeof apikey === 'string' && apikey !== '' ? apikey : null;
}

export function credentialOf(message: Message): Credential {
  const secret = apiKeyOf(message);
  return secret === null ? { kind: 'anonymous' } : { kind: 'api-key', secret };
}
