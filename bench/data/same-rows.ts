import type pg from 'pg';
import type { OpenTask } from './task-pool.ts';

/** The rows that a reassignment wrote, without ids, instants and request ids, which differ each time. */
const LEFT = `
select jsonb_build_object(
  'tasks', (select jsonb_agg(row order by row ->> 'status') from (
     select to_jsonb(t) - array['id', 'uuid', 'created_at', 'updated_at', 'started_at', 'reassigned_from_id',
              'reassigned_to_id', 'name', 'document_id', 'workflow_id', 'assignee_id', 'assigned_by_id', 'supervisor_id'] as row
       from tasks t where $1 in (id, reassigned_from_id)) rows),
  'attachments', (select count(*) from task_attachments a join tasks t on t.id = a.task_id where $1 in (t.id, t.reassigned_from_id)),
  'notices', (select jsonb_agg(jsonb_build_array(topic, n.actor_id is not null) order by topic)
     from notices n join tasks t on t.id = n.task_id where t.reassigned_from_id = $1),
  'history', (select jsonb_agg(to_jsonb(h) - array['id', 'task_id', 'at', 'successor_id', 'request_id', 'old_assignee_id',
              'new_assignee_id', 'old_due_at', 'user_id']) from history h where task_id = $1)) as left`;

/**
 * Tells whether the function that stands for L does all the work the server does, so that nobody makes L slower or
 * faster by forgetting it: null, or both sets of rows.
 */
export async function compareRows(client: pg.Client, byServer: OpenTask, byFunction: OpenTask): Promise<string | null> {
  const left = async ({ taskId }: OpenTask): Promise<string> => {
    const { rows } = await client.query<{ left: unknown }>(LEFT, [taskId]);
    return JSON.stringify(rows[0]?.left, null, 1);
  };
  const [one, other] = [await left(byServer), await left(byFunction)];
  return one === other ? null : `The server leaves ${one}\nand bench/reassign-task.sql leaves ${other}`;
}
