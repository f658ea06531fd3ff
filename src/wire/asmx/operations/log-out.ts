import { isRefused } from '../../../core/refusal.ts';
import { ticket, type Handler } from '../handler.ts';

/** Ends the session; a second call fails (docs/legacy/operations.md#logout). */
export const logOut: Handler<'LogOut'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.logOut(ticket(call, parameters.AuthenticationTicket || call.ticketCookie));
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
