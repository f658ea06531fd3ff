import type { Knex } from 'knex';
import type { Task } from '../../core/tasks/get-task.ts';
import type { TaskListPlan } from '../../core/lists/get-tasks.ts';
import type { TaskPagePlan } from '../../core/lists/get-tasks1.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { LISTED_TASK_COLUMNS, TASK_JOINS } from '../tasks/task-columns.ts';
import { countedWhere } from './task-counts.ts';
import { composeCounted, composeList, type Asked, type Reach } from './task-filters.ts';
import { packedIds, unpackIds } from './task-ids.ts';
import { ORDERINGS } from './task-orderings.ts';

/** The ids of a list's tasks in its order, and how many tasks there are on all pages. */
export interface TaskIds {
  readonly ids: Int32Array;
  readonly taskCount: number;
}

interface ListStatement {
  readonly text: string;
  readonly values: readonly unknown[];
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
  const { ascending } = plan.order;
  const limits = `limit $${values.length + 1} offset $${values.length + 2}`;
  const text =
    from === 'tasks' && where === ''
      ? `
select ${packedIds(`select tasks.id from tasks ${join} ${orderBy(key, 'tasks.id', ascending)} ${limits}`)} as ids,
       (${countedWhere('')}) as "taskCount"`
      : `
with found as materialized (
  select tasks.id, ${key} as key
    from ${from} ${join}
   ${where}
)
select ${packedIds(`select found.id from found ${orderBy('found.key', 'found.id', ascending)} ${limits}`)} as ids,
       (select count(*)::int from found) as "taskCount"`;
  return { text, values: [...values, page?.rowCount ?? null, page?.startingRow ?? 0] };
}

/** Conditions that an index answers. */
const INDEXED = {
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
  const by = ORDERINGS[plan.order.key].by;
  if (!counted || counted.conditions.length === 0 || !INDEXED[counted.from].includes(by)) return null;
  if (page.startingRow + page.rowCount > WALK) return null;
  const { from, conditions, count, values } = counted;
  const order = orderBy(by, 'tasks.id', plan.order.ascending);
  const where = `where ${conditions.join(' and ')}`;
  // The due dates of open tasks are all in one index, in which those that are late lie side by side.
  const walked =
    from !== 'tasks' && by === 'tasks.due_at' ? from : `(select * from ${from} ${order} limit ${WALK}) as tasks`;
  const limits = `limit $${values.length + 1} offset $${values.length + 2}`;
  const text = `
select ${packedIds(`select tasks.id from ${walked} ${where} ${order} ${limits}`)} as ids,
       (${count}) as "taskCount"`;
  return { text, values: [...values, page.rowCount, page.startingRow] };
}

/**
 * A task without the date a list is ordered by comes where its sentinel would, before all others
 * (docs/legacy/operations.md#types-and-dates).
 */
const orderBy = (key: string, id: string, ascending: boolean): string =>
  ascending
    ? `order by ${key === id ? '' : `${key} asc nulls first, `}${id} asc`
    : `order by ${key === id ? '' : `${key} desc nulls last, `}${id} desc`;

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

/** Finds the tasks of a list, or of a page of it. */
export async function readTaskIds(knex: Knex, plan: TaskListPlan, page: TaskPagePlan | null): Promise<TaskIds> {
  const walk = page && walkStatement(plan, page);
  const walked = walk && (await find(knex, walk));
  if (walked && isWhole(walked, page)) return walked;
  const { reach, asked } = await readReach(knex, plan);
  return find(knex, listStatement(plan, page, reach, asked));
}

/** Supervisors of more workflows than this are few, and see more tasks than can be looked up one by one. */
const MANY_WORKFLOWS = 5000;

/** Is some task asked of this party that another holds? */
const asksOthersToo = (party: string, heldByAnother: string): string => `exists (
         select from task_shares s join tasks on tasks.id = s.task_id
          where ${party} and s.state = 'asked' and ${heldByAnother})`;

/** How much a caller sees, and whether tasks that others hold concern the caller, as columns of a statement. */
export const reachColumns = (caller: string): string => `
       (select count(*) > ${MANY_WORKFLOWS}
          from (select from workflow_supervisors where user_id = ${caller}
                union all
                select from workflow_supervisor_teams join team_members using (team_id) where user_id = ${caller}
                limit ${MANY_WORKFLOWS + 1}) as supervised) as wide,
       ${asksOthersToo(`s.user_id = ${caller}`, `tasks.assignee_id is distinct from ${caller}`)}
         or exists (
           select from team_members m
            where m.user_id = ${caller}
              and ${asksOthersToo('s.team_id = m.team_id', 'tasks.team_id is distinct from m.team_id')}) as "caller"`;

/** What a caller ($1) sees, and whether tasks that others hold concern an assignee ($2). */
const REACH: Statement = {
  name: 'get-tasks-reach',
  text: `
select ${reachColumns('$1')},
       ${asksOthersToo('s.user_id = $2', 'tasks.assignee_id is distinct from $2')} as "assignee"`,
};

interface Reached {
  readonly reach: Reach;
  readonly asked?: Asked;
}

async function readReach(knex: Knex, { visibleTo, filter: { assigneeId } }: TaskListPlan): Promise<Reached> {
  if (visibleTo === null && assigneeId === undefined) return { reach: 'everything' };
  const [row] = await execute<Asked & { readonly wide: boolean }>(knex, REACH, [visibleTo, assigneeId ?? null]);
  if (!row) throw new Error('one question was asked and no row came back');
  const { wide, ...asked } = row;
  return { reach: visibleTo === null ? 'everything' : wide ? 'wide' : 'narrow', asked };
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
export const readListedTasks = (knex: Knex, ids: readonly number[]): Promise<Task[]> =>
  execute<Task>(knex, READ, [ids]);
