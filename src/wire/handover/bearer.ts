import type { Credential } from '../../core/access/credential.ts';
import { isTicketForm } from '../../core/access/ticket-form.ts';
import type { Message } from '../dialect.ts';

/** The secret behind `Authorization: Bearer`; null without one. */
export function bearerOf({ headers }: Pick<Message, 'headers'>): string | null {
  const [, secret = ''] = /^bearer +([^\s]+) *$/i.exec(headers.authorization ?? '') ?? [];
  return secret === '' ? null : secret;
}

/** A ticket or an API key: a key is no GUID. */
export function credentialOf(message: Pick<Message, 'headers'>): Credential {
  const secret = bearerOf(message);
  if (secret === null) return { kind: 'anonymous' };
  return { kind: isTicketForm(secret) ? 'ticket' : 'api-key', secret };
}
