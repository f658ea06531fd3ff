import type { Knex } from 'knex';
import { execute, type Statement } from '../sql/statement.ts';

const FOLD: Statement = {
  name: 'task-counts-fold',
  text: `
with changes as (
  delete from task_count_changes returning status, priority, due_week, total
)
insert into task_counts (status, priority, due_week, total)
select status, priority, due_week, sum(total)
  from changes
 group by status, priority, due_week
having sum(total) <> 0
 order by status, priority, due_week
    on conflict (status, priority, due_week) do update set total = task_counts.total + excluded.total
returning total`,
};

const SWEEP: Statement = { name: 'task-counts-sweep', text: 'delete from task_counts where total = 0' };

/**
 * Adds the changes to the counts, in one statement: whoever counts meanwhile sees each change once, before or after.
 * Of several processes that do it at once, one takes a change and the others find it gone.
 */
export async function foldTaskCounts(knex: Knex): Promise<void> {
  const folded = await execute<{ total: number }>(knex, FOLD, []);
  if (folded.some(({ total }) => total === 0)) await execute(knex, SWEEP, []);
}

/** How many tasks meet conditions on status and priority. */
export const countedWhere = (where: string): string =>
  `select coalesce(sum(tasks.total), 0)::int from counted_tasks as tasks ${where}`;

/** Monday, in UTC, as counted_due_week() has it. */
const THIS_WEEK = `date_trunc('week', now() at time zone 'UTC')`;
const NEXT_WEEK = `(${THIS_WEEK} + interval '7 days')`;

/** How many open tasks are late, or are not: those of other weeks as counted, those of this week looked at. */
export function countedOpen(late: boolean, conditions: readonly string[]): string {
  const and = conditions.map((condition) => ` and ${condition}`).join('');
  const ofThisWeek = late
    ? `tasks.due_at >= ${THIS_WEEK} at time zone 'UTC' and tasks.due_at < now()`
    : `tasks.due_at >= now() and tasks.due_at < ${NEXT_WEEK} at time zone 'UTC'`;
  return `
    select ((select coalesce(sum(tasks.total), 0)
               from counted_tasks as tasks
              where tasks.status in ('InProgress', 'DueDateChanged')
                and tasks.due_week ${late ? '<' : '>'} ${THIS_WEEK}::date${and})
            + (select count(*) from open_tasks as tasks where ${ofThisWeek}${and}))::int`;
}
