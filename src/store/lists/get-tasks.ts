import type { Knex } from 'knex';
import type { Task } from '../../core/tasks/get-task.ts';
import type { TaskListPlan } from '../../core/lists/get-tasks.ts';
import type { TaskPagePlan } from '../../core/lists/get-tasks1.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { withOutsideNames } from '../tasks/outside-names.ts';
import { LISTED_TASK_COLUMNS, TASK_JOINS } from '../tasks/task-columns.ts';
import { countedWhere } from './task-counts.ts';
import { composeList, type Asked, type ListStatement, type Reach, type Reached } from './task-filters.ts';
import { readReach } from './list-reach.ts';
import { packedIds, unpackIds } from './task-ids.ts';
import { orderBy } from './task-orderings.ts';
import { walkStatement } from './task-walks.ts';

/** The ids of a list's tasks in its order, and how many tasks there are on all pages. */
export interface TaskIds {
  readonly ids: Int32Array;
  readonly taskCount: number;
}

/**
 * The statement that finds a list or a page of it, and counts what is on all pages in the same snapshot.
 *
 * A selection is found once, through the indexes of its criteria, and then counted and sorted: PostgreSQL must not
 * walk the index of the order instead in the hope of meeting a page of matches soon. The list of every task is the
 * other way round: its page comes off that index, and its count is known.
 */
export function listStatement(
  plan: TaskListPlan,
  page: TaskPagePlan | null,
  reach: Reach,
  asked?: Asked,
): ListStatement {
  const { from, join, where, key, values } = composeList(plan, reach, asked);
  const { order } = plan;
  const limits = `limit $${values.length + 1} offset $${values.length + 2}`;
  const text =
    from === 'tasks' && where === ''
      ? `
select ${packedIds(`select tasks.id from tasks ${join} ${orderBy(key, 'tasks.id', order)} ${limits}`)} as ids,
       (${countedWhere('')}) as "taskCount"`
      : `
with found as materialized (
  select tasks.id, ${key} as key
    from ${from} ${join}
   ${where}
)
select ${packedIds(`select found.id from found ${orderBy('found.key', 'found.id', order)} ${limits}`)} as ids,
       (select count(*)::int from found) as "taskCount"`;
  return { text, values: [...values, page?.rowCount ?? null, page?.startingRow ?? 0] };
}

/**
 * Criteria select a handful or nearly all, so each list is planned for its own values, unlike the hot statements: lists
 * are found on connections of their own, which begin with this.
 * Those keep the indexes of tasks in memory, where looking up is cheap. They are few, so that each may use some of it:
 * a bitmap of what a supervisor sees of ten million tasks takes that much.
 */
export const LIST_SESSION = `
  set plan_cache_mode to force_custom_plan;
  set random_page_cost to 1.1;
  set work_mem to '32MB';
  reset enable_seqscan;
  reset enable_hashjoin;
  reset enable_mergejoin;
  reset enable_material`;

/**
 * Finds the tasks of a list, or of a page of it.
 *
 * @param knex a connection with LIST_SESSION
 * @param reached tells how they are found; asked where that has to be known
 */
export async function readTaskIds(
  knex: Knex,
  plan: TaskListPlan,
  page: TaskPagePlan | null,
  reached: () => Promise<Reached> = () => readReach(knex, plan),
): Promise<TaskIds> {
  const walk = page && walkStatement(plan, page);
  const walked = walk && (await find(knex, walk));
  if (walked && isWhole(walked, page)) return walked;
  const { reach, asked } = await reached();
  return find(knex, listStatement(plan, page, reach, asked));
}

async function find(knex: Knex, { text, values }: ListStatement): Promise<TaskIds> {
  const [row] = await execute<{ ids: Buffer | null; taskCount: number }>(knex, { text }, [...values]);
  return { ids: unpackIds(row?.ids ?? null), taskCount: row?.taskCount ?? 0 };
}

/** Are these as many as the page has room for, or as there are left? */
const isWhole = ({ ids, taskCount }: TaskIds, { rowCount, startingRow }: TaskPagePlan): boolean =>
  ids.length === Math.max(0, Math.min(rowCount, taskCount - startingRow));

const READ: Statement = {
  name: 'get-tasks-read',
  text: `
select${LISTED_TASK_COLUMNS}
  from unnest($1::int[]) with ordinality as listed (id, position)
  join tasks on tasks.id = listed.id${TASK_JOINS}
 order by listed.position`,
};

/** Reads tasks in the order of their ids, texts as lists show them; one that has been removed meanwhile is left out. */
export const readListedTasks = async (knex: Knex, ids: readonly number[]): Promise<Task[]> =>
  withOutsideNames(knex, await execute<Task>(knex, READ, [ids]));
