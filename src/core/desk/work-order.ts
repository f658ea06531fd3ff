import type { SortKey } from '../lists/get-tasks.ts';
import type { ListOrder } from '../list-page.ts';
import { PRIORITIES } from '../vocabulary.ts';

/** What the list of work can be ordered by. */
export const WORK_SORTS = ['due', 'task', 'priority', 'assignee', 'workflow'] as const;

export type WorkSort = (typeof WORK_SORTS)[number];

export interface WorkOrder {
  readonly sort: WorkSort;
  readonly isDescending: boolean;
}

/** The same as the lists of the legacy API call it. */
export const SORT_KEYS: Readonly<Record<WorkSort, SortKey>> = {
  due: 'DueDate',
  task: 'DefaultSort',
  priority: 'Priority',
  assignee: 'Assignee',
  workflow: 'WorkflowName',
};

/**
 * The values of an order, all in one direction: tasks without a due date, an assignee or a workflow come last in both.
 * Those of an assignee or a workflow are together: by the name in lower case, and by the number where names are equal.
 */
export function workColumns({ sort, isDescending }: WorkOrder): ListOrder {
  const id = { kind: 'int', isDescending } as const;
  if (sort === 'task') return [id];
  if (sort === 'due') return [{ kind: 'moment', isDescending, mayBeNull: true }, id];
  if (sort === 'priority') return [{ ...id, among: Object.values(PRIORITIES) }, id];
  const number = { ...id, mayBeNull: true, isNullWithPrevious: true };
  return [{ kind: 'text', isDescending, mayBeNull: true }, number, id];
}
