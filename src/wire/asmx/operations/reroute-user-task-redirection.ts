import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/**
 * Sends the tasks that are redirected already to somebody else, for the same period
 * (docs/legacy/operations.md#rerouteusertaskredirection).
 */
export const rerouteUserTaskRedirection: Handler<'RerouteUserTaskRedirection'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const outcome = await operations.rerouteRedirection({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    userName: parameters.userName ?? '',
    targetName: parameters.redirectTasksToUser ?? '',
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
