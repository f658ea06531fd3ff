import type { Knex } from 'knex';
import type { TaskStatistic } from '../../core/lists/get-users-task-performance.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** Counted before names are looked up. */
const READ: Statement = {
  name: 'get-users-task-performance-read',
  text: `
select users.id as "assigneeId", users.full_name as "assigneeFullName", counted.due as "dueCount",
       counted.overdue as "overdueCount"
  from (select open_tasks.assignee_id, count(*)::int as due,
               count(*) filter (where open_tasks.due_at < now())::int as overdue
          from open_tasks
         where open_tasks.assignee_id is not null
         group by open_tasks.assignee_id) as counted
  join users on users.id = counted.assignee_id
 order by lower(users.full_name), users.id`,
};

/** Reads how many open and late tasks each user has; who has none is left out. */
export const readTaskStatistics = (knex: Knex): Promise<TaskStatistic[]> => execute<TaskStatistic>(knex, READ, []);
