import { isRefused } from '../../../core/refusal.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';

/** operations.md 7 RerouteUserTaskRedirection. */
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
