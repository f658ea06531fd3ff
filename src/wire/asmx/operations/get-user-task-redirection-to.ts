import { isRefused } from '../../../core/refusal.ts';
import { ticket, type Handler } from '../handler.ts';
import { redirectionElement } from './redirection-element.ts';

/** The root has no child when nothing is stored (docs/legacy/operations.md#getusertaskredirectionto). */
export const getUserTaskRedirectionTo: Handler<'GetUserTaskRedirectionTo'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const found = await operations.redirectionTo({
    credential: ticket(call, parameters.authenticationTicket),
    userName: parameters.userName ?? '',
  });
  if (isRefused(found)) return outcomes.refused('root', found);
  return outcomes.done('root', found.redirection ? [redirectionElement(found.redirection)] : []);
};
