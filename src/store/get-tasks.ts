import type { Knex } from 'knex';
import type { Task } from '../core/get-task.ts';
import type { TaskListPlan } from '../core/get-tasks.ts';
import type { TaskPagePlan } from '../core/get-tasks1.ts';
import { execute, type Statement } from './statement.ts';
import { TASK_COLUMNS, TASK_JOINS, type TaskRow } from './task-columns.ts';
import { composeList } from './task-filters.ts';
import { packedIds, unpackIds } from './task-ids.ts';

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
 * other way round: its page comes off that index, and the count off the smallest there is.
 */
export function listStatement(
  plan: TaskListPlan,
  page: TaskPagePlan | null,
): { readonly text: string; readonly values: readonly unknown[] } {
  const { join, where, key, values } = composeList(plan);
  const { ascending } = plan.order;
  const limits = `limit $${values.length + 1} offset $${values.length + 2}`;
  const text =
    where === ''
      ? `
select ${packedIds(`select tasks.id from tasks ${join} ${orderBy(key, 'tasks.id', ascending)} ${limits}`)} as ids,
       (select count(*)::int from tasks) as "taskCount"`
      : `
with found as materialized (
  select tasks.id, ${key} as key
    from tasks ${join}
   ${where}
)
select ${packedIds(`select found.id from found ${orderBy('found.key', 'found.id', ascending)} ${limits}`)} as ids,
       (select count(*)::int from found) as "taskCount"`;
  return { text, values: [...values, page?.rowCount ?? null, page?.startingRow ?? 0] };
}

/** A task without the date a list is ordered by comes where its sentinel would, before all others (operations.md 0.2). */
const orderBy = (key: string, id: string, ascending: boolean): string =>
  ascending
    ? `order by ${key === id ? '' : `${key} asc nulls first, `}${id} asc`
    : `order by ${key === id ? '' : `${key} desc nulls last, `}${id} desc`;

/**
 * Criteria select a handful or nearly all, so each list is planned for its own values, unlike the hot statements: lists
 * are found on connections of their own, which begin with this.
 * Those keep the indexes of tasks in memory, where looking up is cheap.
 */
export const LIST_SESSION = `
  set plan_cache_mode to force_custom_plan;
  set random_page_cost to 1.1;
  reset enable_seqscan;
  reset enable_hashjoin;
  reset enable_mergejoin;
  reset enable_material`;

/** Finds the tasks of a list, or of a page of it. */
export async function readTaskIds(knex: Knex, plan: TaskListPlan, page: TaskPagePlan | null): Promise<TaskIds> {
  const { text, values } = listStatement(plan, page);
  const { rows } = await knex.raw<{ rows: { ids: Buffer | null; taskCount: number }[] }>(text).options({ values });
  return { ids: unpackIds(rows[0]?.ids ?? null), taskCount: rows[0]?.taskCount ?? 0 };
}

const READ: Statement = {
  name: 'get-tasks-read',
  text: `
select${TASK_COLUMNS}
  from unnest($1::int[]) with ordinality as listed (id, position)
  join tasks on tasks.id = listed.id${TASK_JOINS}
 order by listed.position`,
};

/** Reads tasks in the order of their ids; one that has been removed since it was found is left out. */
export async function readListedTasks(knex: Knex, ids: readonly number[]): Promise<Task[]> {
  const rows = await execute<TaskRow>(knex, READ, [ids]);
  return rows.map((row) => ({ ...row, attachments: row.attachments ?? [] }));
}
