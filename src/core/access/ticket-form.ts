/**
 * A GUID, its five parts captured.
 * LEGACY: clients that keep tickets as .NET Guid send them in upper case, in braces or without dashes.
 */
export const TICKET_FORM = /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;

/** Could this be a ticket? Whether it is one, the database knows. */
export const isTicketForm = (text: string): boolean => TICKET_FORM.test(text.trim());
