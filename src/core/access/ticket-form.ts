/**
 * A GUID, its five parts captured.
 * LEGACY: clients that keep tickets as .NET Guid send them in upper case, in braces or without dashes.
 */
export const TICKET_FORM = /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;

/** As tickets are given out, and most clients send them. */
const USUAL = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Is it a ticket in the one spelling in which tickets are given out? */
export const isUsualTicket = (text: string): boolean => USUAL.test(text);

/** Could this be a ticket? Whether it is one, the database knows. */
export const isTicketForm = (text: string): boolean => TICKET_FORM.test(text.trim());
