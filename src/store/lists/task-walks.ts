import type { TaskListPlan } from '../../core/lists/get-tasks.ts';
import type { TaskPagePlan } from '../../core/lists/get-tasks1.ts';
import { composeCounted, type ListStatement } from './task-filters.ts';
import { packedIds } from './task-ids.ts';
import { orderBy, ORDERINGS } from './task-orderings.ts';

/** Orders that an index gives. */
const INDEXED: Readonly<Record<string, readonly string[]>> = {
  tasks: ['tasks.id', 'tasks.due_at', 'tasks.started_at'],
  'open_tasks as tasks': ['tasks.id', 'tasks.due_at'],
};

/** Tasks that are looked at in the hope of meeting a page of matches: a few milliseconds. */
const WALK = 10_000;

/**
 * The statement that looks for a page among the first tasks in its order and knows how many match without meeting
 * them: a page of what many tasks are, closed ones say, is there at once, and so is its count. The page may be
 * missing from there, which its length tells. Null where the list is not of this kind.
 */
export function walkStatement(plan: TaskListPlan, page: TaskPagePlan): ListStatement | null {
  const counted = composeCounted(plan);
  const { by } = ORDERINGS[plan.order.key];
  if (!counted || counted.conditions.length === 0 || !INDEXED[counted.from]?.includes(by)) return null;
  if (page.startingRow + page.rowCount > WALK) return null;
  const { from, conditions, count, values } = counted;
  const [limit, offset] = [`$${values.length + 1}`, `$${values.length + 2}`];
  // The due dates of open tasks are all in one index, in which those that are late lie side by side.
  const longest = from !== 'tasks' && by === 'tasks.due_at' ? '' : ` limit ${WALK}`;
  const inOrder = orderBy(by, 'tasks.id', plan.order);
  const ids = packedIds(`
         select tasks.id
           from (select * from ${from} ${inOrder}${longest}) as tasks
          where ${conditions.join(' and ')} ${inOrder} limit ${limit} offset ${offset}`);
  return {
    text: `
select ${ids} as ids, (${count}) as "taskCount"`,
    values: [...values, page.rowCount, page.startingRow],
  };
}
