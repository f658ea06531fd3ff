import { isRefused } from '../../../core/refusal.ts';
import { originOf, type Handler } from '../handler.ts';
import { BARRED } from './renew-ticket.ts';

/** Answers a ticket and nothing else (docs/legacy/operations.md#createticketforuser). */
export const createTicketForUser: Handler<'CreateTicketforUser'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const session = await operations.impersonate({
    secret: parameters.TrustedUserPwd ?? '',
    login: parameters.UserName ?? '',
    origin: originOf(call),
  });
  if (isRefused(session)) return outcomes.refused('root', session, BARRED);
  return outcomes.done('root', [], { ticket: session.ticket });
};
