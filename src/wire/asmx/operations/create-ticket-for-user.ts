import { isRefused } from '../../../core/refusal.ts';
import type { Handler } from '../handler.ts';
import { BARRED } from './renew-ticket.ts';

/** operations.md 5 CreateTicketforUser: a ticket and nothing else. */
export const createTicketForUser: Handler<'CreateTicketforUser'> = async (parameters, _, { operations, outcomes }) => {
  const session = await operations.impersonate(parameters.TrustedUserPwd ?? '', parameters.UserName ?? '');
  if (isRefused(session)) return outcomes.refused('root', session, BARRED);
  return outcomes.done('root', [], { ticket: session.ticket });
};
