import { isRefused } from '../../../core/refusal.ts';
import { element } from '../answer/document.ts';
import { ticket, type Handler } from '../handler.ts';
import { redirectionElement } from './redirection-element.ts';

/** The list is there also when it is empty (docs/legacy/operations.md#getusertaskredirectionsfrom). */
export const getUserTaskRedirectionsFrom: Handler<'GetUserTaskRedirectionsFrom'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const found = await operations.redirectionsFrom({
    credential: ticket(call, parameters.authenticationTicket),
    userName: parameters.userName ?? '',
  });
  if (isRefused(found)) return outcomes.refused('root', found);
  return outcomes.done('root', [element('TaskRedirections', found.redirections.map(redirectionElement))]);
};
