import type { Knex } from 'knex';
import type { ReadTask } from '../../core/desk/desk-task.ts';
import type { CursorPage, FoundPage, ListOrder } from '../../core/list-page.ts';
import { binding } from '../sql/binding.ts';
import { foundIn, keyJson, pageClauses, type PageClauses, type PageColumns } from '../sql/keyset.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { ASSIGNEE_NAME } from '../tasks/task-columns.ts';

const COLUMNS = `
       tasks.id, tasks.version, tasks.status, tasks.name, tasks.step_name as "stepName",
       documents.path as "documentPath", tasks.workflow_id as "workflowId", workflows.name as "workflowName",
       tasks.priority, tasks.due_at as "dueAt", tasks.assignee_id as "assigneeId",
       assignees.login as "assigneeLogin", ${ASSIGNEE_NAME} as "assigneeName",
       tasks.team_id as "teamId", assigners.full_name as "assignedByName",
       redirecting.full_name as "redirectedFromName"`;

const JOINS = `
  left join workflows on workflows.id = tasks.workflow_id
  left join documents on documents.id = tasks.document_id
  left join teams on teams.id = tasks.team_id
  left join users assignees on assignees.id = tasks.assignee_id
  left join users assigners on assigners.id = tasks.assigned_by_id
  left join users redirecting on redirecting.id = tasks.redirected_from_id`;

const READ: Statement = {
  name: 'desk-tasks-read',
  text: `
select ${COLUMNS.trimStart()}
  from unnest($1::int[]) with ordinality as listed (id, position)
  join tasks on tasks.id = listed.id${JOINS}
 order by listed.position`,
};

/** Reads tasks in the order of their ids; one that has been removed meanwhile is left out. */
export const readDeskTasks = (knex: Knex, ids: readonly number[]): Promise<ReadTask[]> =>
  execute<ReadTask>(knex, READ, [ids]);

/** Tasks that are asked of somebody beside their holder are his as well, unless another has claimed them. */
const mineStatement = ({ where, orderBy, limits }: PageClauses, key: string): string => `
with mine as materialized (
  select open_tasks.id, open_tasks.due_at
    from open_tasks
   where open_tasks.id in (
      select held.id from open_tasks held where held.assignee_id = $1
      union
      select tasks.id from tasks
       where tasks.team_id = any (array(select team_id from team_members where user_id = $1))
      union
      select task_shares.task_id from task_shares where task_shares.user_id = $1 and task_shares.state = 'asked'
      union
      select task_shares.task_id from task_shares join team_members using (team_id)
       where team_members.user_id = $1 and task_shares.state = 'asked')
     and not exists (
      select from task_sharing
       where task_sharing.task_id = open_tasks.id and task_sharing.claimed_at is not null
         and task_sharing.claimant_id is distinct from $1)
), shown as (
  select mine.id, ${key} as key, row_number() over (order by ${orderBy}) as position
    from mine where ${where} order by ${orderBy} ${limits}
)
select (select count(*)::int from mine) as total, shown.key, ${COLUMNS.trimStart()}
  from shown join tasks on tasks.id = shown.id${JOINS}
 order by shown.position`;

const MINE_BY = ['mine.due_at', 'mine.id'];

/**
 * Reads a page of the open tasks of somebody and of his teams, those due first at the start.
 *
 * @param order by due date and number
 */
export async function readMyTasks(
  knex: Knex,
  userId: number,
  order: ListOrder,
  page: CursorPage,
): Promise<FoundPage<ReadTask>> {
  const { bind, values } = binding([userId]);
  const clauses = pageClauses(order, MINE_BY, page, bind);
  const text = mineStatement(clauses, keyJson(order, MINE_BY));
  // The first page is asked for most often, and planned once.
  const statement = page.cursor ? { text } : { name: 'desk-my-tasks', text };
  return foundIn(await execute<ReadTask & PageColumns>(knex, statement, values));
}
