import type { Knex } from 'knex';
import { WEEK_DAYS, type Load } from '../../core/supervision/load.ts';
import type { LoadsAndNames, MentionedIds, Names } from '../../operations/supervision/supervision-store.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { nameColumns } from './names.ts';

/**
 * What people have to do: the open tasks they hold, and those that they are asked to do beside their holder. Both are
 * found through the index of the person.
 */
const loadsOf = (people: string): string => `
select people.id,
       count(work.id)::int as open,
       count(*) filter (where work.due_at < now())::int as overdue,
       count(*) filter (where work.due_at >= now()
                          and work.due_at < now() + interval '${WEEK_DAYS * 24} hours')::int as "dueThisWeek"
  from unnest(${people}) as people (id)
  left join lateral (
    select open_tasks.id, open_tasks.due_at from open_tasks where open_tasks.assignee_id = people.id
    union
    select tasks.id, tasks.due_at
      from task_shares s
      join tasks on tasks.id = s.task_id and tasks.sharing = 2 and tasks.status in ('InProgress', 'DueDateChanged')
     where s.user_id = people.id and s.state = 'asked'
  ) as work on true
 group by people.id`;

const READ: Statement = {
  name: 'loads-read',
  text: `
select (select coalesce(json_agg(loads), '[]') from (${loadsOf('$1::int[]')}) as loads) as loads,${nameColumns('$2::int[]', '$3::int[]')}`,
};

/** Reads the load of each of these accounts, and how those are called whom the answer mentions. */
export async function readLoads(
  knex: Knex,
  userIds: readonly number[],
  mentioned: MentionedIds,
): Promise<LoadsAndNames> {
  const values = [userIds, mentioned.people, mentioned.teams];
  const [row] = await execute<Names & { readonly loads: readonly (Load & { readonly id: number })[] }>(
    knex,
    READ,
    values,
  );
  if (!row) throw new Error('loads were asked for and no row came back');
  const { loads, people, teams } = row;
  return { loads: new Map(loads.map(({ id, ...load }) => [id, load])), names: { people, teams } };
}
