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
