import type { Message } from '../dialect.ts';
import type { AsmxCall } from './call.ts';
import { ticketCookieOf } from './cookie.ts';

/** A call that has been read, with what it takes from the message's headers, whatever its binding. */
export function callOf(
  { headers, client, requestId }: Message,
  { operation, values, binding }: Pick<AsmxCall, 'operation' | 'values' | 'binding'>,
): AsmxCall {
  const key = headers['idempotency-key'];
  return {
    operation,
    values,
    binding,
    ticketCookie: ticketCookieOf(headers),
    client,
    requestId,
    idempotencyKey: typeof key === 'string' ? key : '',
    ifMatch: headers['if-match'],
  };
}
