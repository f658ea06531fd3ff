import type { TaskListPlan } from '../../core/lists/get-tasks.ts';
import type { TaskPagePlan } from '../../core/lists/get-tasks1.ts';
import { composeCounted, composeList, isNarrow, type ListStatement, type Reached } from './task-filters.ts';
import { packedIds } from './task-ids.ts';
import { orderBy, ORDERINGS } from './task-orderings.ts';

/** Orders that an index gives. */
const INDEXED: Readonly<Record<string, readonly string[]>> = {
  tasks: ['tasks.id', 'tasks.due_at', 'tasks.started_at'],
  'open_tasks as tasks': ['tasks.id', 'tasks.due_at'],
};

/** Tasks that are looked at in the hope of meeting a page of matches: a few milliseconds. */
const WALK = 10_000;

/** The same in the hope of meeting as many as are counted; whoever sees many tasks meets these soon. */
const LONG_WALK = 50_000;

interface Walk {
  readonly from: string;
  /** '' when every task is met. */
  readonly where: string;
  readonly order: TaskListPlan['order'];
  /** Null: as far as the matches lie side by side. */
  readonly longest: number | null;
  /** So many are enough; an expression. */
  readonly enough: string;
  readonly limits: string;
}

/**
 * The tasks that are met on the way through an index, as the clauses `met_…`, the page of them, and how many they are.
 * The index of due dates begins with the tasks that have none; where these come last, the way has two stretches, and
 * the second one is gone only after the first one has been gone to its end.
 */
function walk({ from, where, order, longest, enough, limits }: Walk): { clauses: string; ids: string; count: string } {
  const key = ORDERINGS[order.key].by;
  const inTwo = key === 'tasks.due_at' && order.ascending && order.undatedLast;
  const dated = { where: 'where tasks.due_at is not null', order: orderBy(key, 'tasks.id', { ascending: true }) };
  const undated = { where: 'where tasks.due_at is null', order: orderBy('tasks.id', 'tasks.id', { ascending: true }) };
  const stretches = inTwo ? [dated, undated] : [{ where: '', order: orderBy(key, 'tasks.id', order) }];
  const before = '(select count(*) from met_0)';
  const isCut =
    longest === null ? '' : ` or exists (select from ${from} ${dated.where} ${dated.order} offset ${longest})`;
  const met = stretches.map((stretch, index) => {
    const way = `(select * from ${from} ${stretch.where} ${stretch.order}${longest === null ? '' : ` limit ${longest}`}) as tasks`;
    const left =
      index === 0 ? enough : `case when ${before} >= ${enough}${isCut} then 0 else ${enough} - ${before} end`;
    return `
met_${index} as materialized (
  select tasks.id, ${key} as key, ${index} as stretch
    from ${way} ${where}
   ${stretch.order}
   limit ${left}
)`;
  });
  const all = stretches.map((_, index) => `select * from met_${index}`).join(' union all ');
  const inOrder = orderBy('met.key', 'met.id', order).replace('order by ', 'order by met.stretch, ');
  return {
    clauses: `with${met.join(',')}`,
    ids: packedIds(`select met.id from (${all}) as met ${inOrder} ${limits}`),
    count: stretches.map((_, index) => `(select count(*) from met_${index})`).join(' + '),
  };
}

/** Places for the two values of a page behind the others. */
const placesOf = (values: readonly unknown[]) => ({ limit: `$${values.length + 1}`, offset: `$${values.length + 2}` });

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
  const { limit, offset } = placesOf(values);
  const { clauses, ids } = walk({
    from,
    where: `where ${conditions.join(' and ')}`,
    order: plan.order,
    // The due dates of open tasks are all in one index, in which those that are late lie side by side.
    longest: from !== 'tasks' && by === 'tasks.due_at' ? null : WALK,
    enough: `${limit}::int + ${offset}::int`,
    limits: `limit ${limit} offset ${offset}`,
  });
  return {
    text: `
${clauses}
select ${ids} as ids, (${count}) as "taskCount"`,
    values: [...values, page.rowCount, page.startingRow],
  };
}

/**
 * The statement that looks for a page among the first tasks in its order, and counts them up to a number. If it counts
 * fewer, there may be more further on. Null where the list is not of this kind: what few people see is found otherwise.
 */
export function meetingStatement(
  plan: TaskListPlan,
  page: TaskPagePlan,
  { reach, asked }: Reached,
  enough: number,
): ListStatement | null {
  // A text is looked for in all tasks, however few are met.
  if (reach === 'narrow' || isNarrow(plan) || plan.filter.text !== undefined || enough > LONG_WALK) return null;
  const { from, join, where, key, values } = composeList(plan, reach, asked);
  if (join !== '' || !INDEXED[from]?.includes(key)) return null;
  const { limit, offset } = placesOf(values);
  const { clauses, ids, count } = walk({
    from,
    where,
    order: plan.order,
    longest: LONG_WALK,
    enough: String(enough),
    limits: `limit ${limit} offset ${offset}`,
  });
  return {
    text: `
${clauses}
select ${ids} as ids, (${count})::int as "taskCount"`,
    values: [...values, page.rowCount, page.startingRow],
  };
}
