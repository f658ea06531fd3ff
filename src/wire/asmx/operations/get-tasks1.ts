import { isRefused } from '../../../core/refusal.ts';
import { readSelection } from '../parameters/criteria.ts';
import { ticket, type Handler } from '../handler.ts';
import { listedTaskElement } from './task-element.ts';
import { listRefused, taskList } from './task-list.ts';

/** Lists tasks as getTasks does, a page at a time (docs/legacy/operations.md#gettasks1). */
export const getTasks1: Handler<'GetTasks1'> = async (
  parameters,
  call,
  { operations, outcomes, listEmptyDates, clock },
) => {
  const { startingRow, rowCount } = parameters;
  const selection = readSelection(parameters, clock());
  const credential = ticket(call, parameters.AuthenticationTicket);
  const page = await operations.getTasks1({ credential, selection, startingRow, rowCount });
  if (isRefused(page)) return listRefused(outcomes, page, selection);
  return taskList(outcomes, page.tasks, {
    list: 'tasks',
    each: (task) => listedTaskElement(task, listEmptyDates),
    attributes: {
      taskCount: String(page.taskCount),
      startingRow: String(page.startingRow),
      rowCount: String(page.rowCount),
    },
  });
};
