import { isRefused } from '../../../core/refusal.ts';
import { ticket, type Handler } from '../handler.ts';
import { sessionAttributes } from './session-attributes.ts';

/** Reads without extending; the cookie stands in for an empty parameter (docs/legacy/operations.md#isvalidticket). */
export const isValidTicket: Handler<'isValidTicket'> = async (parameters, call, { operations, outcomes }) => {
  const live = await operations.checkTicket(ticket(call, parameters.AuthenticationTicket || call.ticketCookie));
  return isRefused(live) ? outcomes.refused('root', live) : outcomes.done('root', [], sessionAttributes(live));
};
