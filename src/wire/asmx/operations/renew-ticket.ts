import { isRefused } from '../../../core/refusal.ts';
import { originOf, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';
import { sessionAttributes } from './session-attributes.ts';

/**
 * RenewTicket and CreateTicketforUser refuse a barred account in words of their own
 * (docs/legacy/operations.md#exact-texts).
 */
export const BARRED: OwnWords<'impersonate'> = {
  'tickets-not-allowed': { text: '[902] Ticket generation are not allowed for this user.' },
};

/**
 * Signs a user in again, extending a ticket that is still valid or returning a new one
 * (docs/legacy/operations.md#renewticket).
 */
export const renewTicket: Handler<'RenewTicket'> = async (parameters, call, { operations, outcomes }) => {
  const session = await operations.renewTicket(
    {
      login: parameters.UID ?? '',
      password: parameters.PWD ?? '',
      language: parameters.Lang,
      origin: originOf(call),
    },
    parameters.OldTicket || call.ticketCookie,
  );
  if (isRefused(session)) return outcomes.refused('root', session, BARRED);
  return { ...outcomes.done('root', [], sessionAttributes(session, session.ticket)), user: session.profile.login };
};
