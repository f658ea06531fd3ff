import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/**
 * Sends a user's future tasks to another user for a period of time
 * (docs/legacy/operations.md#setusertaskredirection).
 */
export const setUserTaskRedirection: Handler<'SetUserTaskRedirection'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const outcome = await operations.setRedirection({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    userName: parameters.userName ?? '',
    targetName: parameters.redirectTasksToUser ?? '',
    startsAt: parameters.startOn,
    endsAt: parameters.endOn,
  });
  return isRefused(outcome) ? outcomes.refused('root', outcome) : outcomes.done('root');
};
