import { isTicketForm } from '../../core/access/ticket-form.ts';
import type { Message } from '../dialect.ts';

/**
 * Reads the `ticket` cookie, its value as sent (docs/legacy/operations.md#callers-and-roles); '' when there is none.
 * The first one counts that could be a ticket: cookies ignore ports, and other servers of the same host use the name
 * too. Browsers say when the page of another site sends it along, which must not end anybody's session; no legacy
 * client says so.
 */
export function ticketCookieOf({ cookie, 'sec-fetch-site': from }: Message['headers']): string {
  if (cookie === undefined || from === 'cross-site') return '';
  for (const pair of cookie.split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1 || pair.slice(0, equals).trim().toLowerCase() !== 'ticket') continue;
    const value = pair.slice(equals + 1).trim();
    if (isTicketForm(value)) return value;
  }
  return '';
}
