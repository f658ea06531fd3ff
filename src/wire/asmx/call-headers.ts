import type { Message } from '../answer.ts';
import type { AsmxCall } from './call.ts';
import { ticketCookieOf } from './cookie.ts';

/** What a call takes from the message's headers, whatever its binding. */
export function callHeaders({
  headers,
  requestId,
}: Message): Pick<AsmxCall, 'ticketCookie' | 'requestId' | 'idempotencyKey'> {
  const key = headers['idempotency-key'];
  return { ticketCookie: ticketCookieOf(headers), requestId, idempotencyKey: typeof key === 'string' ? key : '' };
}
