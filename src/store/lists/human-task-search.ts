import type { Knex } from 'knex';
import type { SearchReach, TaskSearchRequest } from '../../core/lists/human-task-search.ts';
import type { ShownTasks, TooLong } from '../../operations/human-task-search.ts';
import { SHOWN_TASK_COLUMNS, shownTaskOf, TASK_VIEW_JOINS, type TaskViewRow } from '../shares/task-view-columns.ts';
import { execute } from '../sql/statement.ts';
import { composeSearch, inboxIds } from './searched-tasks.ts';
import { binding } from '../sql/binding.ts';
import { inTime } from './searching.ts';

interface FoundRow extends TaskViewRow {
  readonly total: number;
}

/**
 * Finds a page of tasks with all that is shown of them. What names somebody or something finds few tasks, which are put
 * in the order of their last change; the others come off the index of their numbers, the newest first.
 */
export const searchTasks = (
  knex: Knex,
  reach: SearchReach,
  { criteria, start, size }: Pick<TaskSearchRequest, 'criteria' | 'start' | 'size'>,
): Promise<ShownTasks | TooLong> =>
  inTime(async () => {
    const { bind, values } = binding();
    const { from, conditions, count, isWide } = composeSearch(reach, criteria, bind);
    const where = conditions.length === 0 ? '' : `where ${conditions.join('\n     and ')}`;
    const order = (id: string, changed: string): string => (isWide ? `${id} desc` : `${changed} desc, ${id}`);
    const limits = `limit ${bind(size)} offset ${bind(start)}`;
    const text =
      count === null
        ? `
with found as materialized (
  select tasks.id, tasks.updated_at from ${from} ${where}
), page as (
  select found.id, found.updated_at from found order by ${order('found.id', 'found.updated_at')} ${limits}
), counted as (
  select count(*)::int as total from found
)`
        : `
with page as (
  select tasks.id, tasks.updated_at from ${from} ${where} order by ${order('tasks.id', 'tasks.updated_at')} ${limits}
), counted as (
  select ${count} as total
)`;
    const rows = await execute<FoundRow>(
      knex,
      {
        text: `${text}
select counted.total,${SHOWN_TASK_COLUMNS}
  from counted
  left join page on true
  left join tasks on tasks.id = page.id${TASK_VIEW_JOINS}
  left join users callers on callers.id = ${bind(reach.callerId)}
 order by ${order('page.id', 'page.updated_at')}`,
      },
      values,
    );
    return { total: rows[0]?.total ?? 0, tasks: rows.flatMap((row) => shownTaskOf(row) ?? []) };
  });

/** Tasks that are looked at for their names, and names that are told. */
const MOST_TASKS = 10_000;
const MOST_NAMES = 1000;

/** The names of the newest open tasks, each once. */
export const readOpenTaskNames = (knex: Knex, { inboxOf }: SearchReach): Promise<readonly string[] | TooLong> =>
  inTime(async () => {
    const { bind, values } = binding();
    const ids = inboxOf === null ? 'select open_tasks.id from open_tasks' : inboxIds(bind(inboxOf), false);
    const rows = await execute<{ name: string }>(
      knex,
      {
        text: `
with newest as (
  select mine.id from (${ids}) as mine order by mine.id desc limit ${MOST_TASKS}
)
select distinct tasks.name
  from newest join tasks on tasks.id = newest.id
 where tasks.name <> ''
 order by tasks.name
 limit ${MOST_NAMES}`,
      },
      values,
    );
    return rows.map(({ name }) => name);
  });
