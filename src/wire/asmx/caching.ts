import type { Answer } from '../dialect.ts';
import type { OperationName } from './contract/parameters.ts';

/** Their answers hold a ticket, or say what one is worth. */
const SECRET: ReadonlySet<string> = new Set<OperationName>([
  'AuthenticateUser',
  'AuthenticateUser1',
  'RenewTicket',
  'CreateTicketforUser',
  'isValidTicket',
]);

/** The Cache-Control of an operation's answer: no browser or proxy is to keep a ticket. */
export const cacheControlOf = (operation: string): string =>
  SECRET.has(operation) ? 'private, max-age=0, no-store' : 'private, max-age=0';

/** The headers of an answer with the ETag of what it shows, where that has one (docs/legacy/operations.md#if-match). */
export const withEtag = (headers: Answer['headers'], etag: string | undefined): Answer['headers'] =>
  etag === undefined ? headers : { ...headers, ETag: etag };
