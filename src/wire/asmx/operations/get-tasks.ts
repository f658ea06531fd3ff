import { isRefused } from '../../../core/refusal.ts';
import { readSelection } from '../parameters/criteria.ts';
import { ticket, type Handler } from '../handler.ts';
import { listedTaskElement } from './task-element.ts';
import { listRefused, taskList } from './task-list.ts';

/** Lists every task the caller may see that meets the criteria (docs/legacy/operations.md#gettasks). */
export const getTasks: Handler<'getTasks'> = async (
  parameters,
  call,
  { operations, outcomes, listEmptyDates, clock },
) => {
  const selection = readSelection(parameters, clock());
  const credential = ticket(call, parameters.AuthenticationTicket);
  const found = await operations.getTasks({ credential, selection });
  if (isRefused(found)) return listRefused(outcomes, found, selection);
  return taskList(outcomes, found.tasks, {
    list: 'tasks',
    each: (task) => listedTaskElement(task, listEmptyDates),
    attributes: { taskCount: String(found.taskCount) },
  });
};
