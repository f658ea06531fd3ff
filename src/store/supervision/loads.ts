import type { Knex } from 'knex';
import { WEEK_DAYS, type Load } from '../../core/supervision/load.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * What people have to do: the open tasks they hold, and those that they are asked to do beside their holder. Both are
 * found through the index of the person.
 */
const READ: Statement = {
  name: 'loads-read',
  text: `
select people.id,
       count(work.id)::int as open,
       count(*) filter (where work.due_at < now())::int as overdue,
       count(*) filter (where work.due_at >= now()
                          and work.due_at < now() + interval '${WEEK_DAYS * 24} hours')::int as "dueThisWeek"
  from unnest($1::int[]) as people (id)
  left join lateral (
    select tasks.id, tasks.due_at
      from tasks
     where tasks.assignee_id = people.id and tasks.status in ('InProgress', 'DueDateChanged')
    union
    select tasks.id, tasks.due_at
      from task_shares s
      join tasks on tasks.id = s.task_id and tasks.sharing = 2 and tasks.status in ('InProgress', 'DueDateChanged')
     where s.user_id = people.id and s.state = 'asked'
  ) as work on true
 group by people.id`,
};

/** Reads the load of each of these accounts. */
export async function readLoads(knex: Knex, userIds: readonly number[]): Promise<ReadonlyMap<number, Load>> {
  const rows = await execute<Load & { id: number }>(knex, READ, [userIds]);
  return new Map(rows.map(({ id, ...load }) => [id, load]));
}
