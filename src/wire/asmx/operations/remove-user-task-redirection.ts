import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** Also a success when nothing was stored (docs/legacy/operations.md#removeusertaskredirection). */
export const removeUserTaskRedirection: Handler<'RemoveUserTaskRedirection'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const outcome = await operations.removeRedirection({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    userName: parameters.userName ?? '',
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
