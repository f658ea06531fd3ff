import type { Credential } from '../../core/access/credential.ts';
import { isRefused } from '../../core/refusal.ts';
import type { Message } from '../dialect.ts';
import type { JsonReply } from '../json/json-dialect.ts';
import { refusedWith, UNAUTHORIZED, type WorldServerError } from './errors.ts';
import type { Needs } from './needs.ts';

/** The token that a call shows: in its query, else in its header; null without one. */
function tokenOf({ query, headers }: Pick<Message, 'query' | 'headers'>): string | null {
  const inQuery = query === '' ? null : new URLSearchParams(query).get('token');
  if (inQuery) return inQuery;
  const { token } = headers;
  return typeof token === 'string' && token !== '' ? token : null;
}

/** Sessions are tickets. */
export function credentialOf(message: Message): Credential {
  const secret = tokenOf(message);
  return secret === null ? { kind: 'anonymous' } : { kind: 'ticket', secret };
}

/** The answer to a call without a token, or with one that is dead. */
export const unauthorized = (outcome: string): JsonReply => refusedWith(UNAUTHORIZED, outcome);

/** The refusal of a token that nothing else has been asked with; null for one that is alive. */
export async function refusalOfToken({ operations }: Needs, credential: Credential): Promise<JsonReply | null> {
  if (credential.kind === 'anonymous') return unauthorized('anonymous');
  const ticket = await operations.checkTicket(credential);
  return isRefused(ticket) ? unauthorized(ticket.refused) : null;
}

/** The answer to a call that cannot be read; a dead token is told first. */
export const unreadable = async (needs: Needs, message: Message, error: WorldServerError): Promise<JsonReply> =>
  (await refusalOfToken(needs, credentialOf(message))) ?? refusedWith(error, 'unreadable');
