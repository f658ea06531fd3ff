import type { Message } from '../answer.ts';

/** Reads the `ticket` cookie, its value as sent (operations.md 0.3); '' when there is none. The first one counts. */
export function ticketCookieOf({ cookie }: Message['headers']): string {
  if (cookie === undefined) return '';
  for (const pair of cookie.split(';')) {
    const equals = pair.indexOf('=');
    if (equals !== -1 && pair.slice(0, equals).trim().toLowerCase() === 'ticket') return pair.slice(equals + 1).trim();
  }
  return '';
}
