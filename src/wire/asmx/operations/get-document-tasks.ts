import type { DocumentTaskFilter } from '../../../core/lists/get-document-tasks.ts';
import { isRefused } from '../../../core/refusal.ts';
import { ticket, type Handler } from '../handler.ts';
import { taskList } from './task-list.ts';
import { workflowExecutingTaskElement } from './workflow-executing-task-element.ts';

/** Case-sensitive; any other word, and none, asks for all (docs/legacy/operations.md#other-enumerations). */
const filterOf = (text: string | null): DocumentTaskFilter =>
  text === 'current_tasks' || text === 'task_history' ? text : 'all';

/** Lists the tasks of a document by due date (docs/legacy/operations.md#getdocumenttasks). */
export const getDocumentTasks: Handler<'GetDocumentTasks'> = async (parameters, call, { operations, outcomes }) => {
  const found = await operations.getDocumentTasks({
    credential: ticket(call, parameters.authenticationTicket),
    documentPath: parameters.documentPath ?? '',
    filter: filterOf(parameters.filter),
  });
  if (isRefused(found)) return outcomes.refused('response', found);
  return taskList(outcomes, found.tasks, { list: 'Value', each: workflowExecutingTaskElement });
};
