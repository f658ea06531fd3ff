import { bitOf } from '../spellings.ts';
import type { Message } from '../dialect.ts';
import type { AsmxCall } from './call.ts';
import { ticketCookieOf } from './cookie.ts';

/** A call that has been read, with what it takes from the message's headers, whatever its binding. */
export function callOf(
  { path, headers, client, requestId }: Message,
  { operation, values, binding, spellings }: Pick<AsmxCall, 'operation' | 'values' | 'binding' | 'spellings'>,
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
    spellings: isUsualPath(path) ? spellings : spellings | PATH,
  };
}

const PATH = bitOf('path');

/** The name of the file ignores case. */
const isUsualPath = (path: string): boolean => path.startsWith('/srv.asmx');
