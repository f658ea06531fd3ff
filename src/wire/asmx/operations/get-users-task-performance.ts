import { isRefused } from '../../../core/refusal.ts';
import { element } from '../answer/document.ts';
import { ticket, type Handler } from '../handler.ts';
import { LIST_WORDS } from './task-list.ts';

/** The wrapper is the one that both samples print (docs/legacy/operations.md#the-wrapper-of-statistics). */
export const getUsersTaskPerformance: Handler<'GetUsersTaskPerformance'> = async (
  parameters,
  call,
  { operations, outcomes },
) => {
  const found = await operations.getUsersTaskPerformance({ credential: ticket(call, parameters.authenticationTicket) });
  if (isRefused(found)) return outcomes.refused('response', found, LIST_WORDS);
  return outcomes.done('response', [
    element(
      'ArrayOfUserTaskStatisticModel',
      found.statistics.map(({ assigneeId, assigneeFullName, dueCount, overdueCount }) =>
        element('UserTaskStatisticModel', [
          element('AssigneeId', String(assigneeId)),
          element('AssigneeName', assigneeFullName),
          element('DueCount', String(dueCount)),
          element('OverdueCount', String(overdueCount)),
        ]),
      ),
    ),
  ]);
};
