import type { TaskName } from '../../core/assignment/sharing-facts.ts';

/**
 * Joined to `sent (task_id, uuid, share_id, workflow_id, step, …)`: the task that a call names in one of the ways there
 * are. Each is an index look-up of its own, with null where the call names it otherwise.
 */
export const NAMED_TASK_TABLES = `
          left join tasks by_uuid on by_uuid.uuid = sent.uuid
          left join task_shares by_share on by_share.id = sent.share_id and by_share.state <> 'later'
          -- The one share of a task of which none is kept has the task's number.
          left join tasks by_implied
            on by_implied.id = case when sent.share_id < 2147483648 then sent.share_id::int end
           and by_implied.sharing = 0 and num_nonnulls(by_implied.assignee_id, by_implied.team_id) > 0
          left join lateral (
            select started.id
              from tasks started
             where started.workflow_id = sent.workflow_id
               and coalesce(nullif(started.step_name, ''), started.name) = sent.step
               and started.status in ('InProgress', 'DueDateChanged')
             order by started.id
             limit 1) as by_step on sent.workflow_id is not null`;

export const NAMED_TASK_ID = 'coalesce(sent.task_id, by_uuid.id, by_share.task_id, by_implied.id, by_step.id)';

/** The values of the columns task_id, uuid, share_id, workflow_id, step (int, uuid, bigint, int, text). */
export const namedTaskValues = (questions: readonly { readonly task: TaskName }[]): readonly unknown[][] => [
  questions.map(({ task }) => ('id' in task ? task.id : null)),
  questions.map(({ task }) => ('uuid' in task ? task.uuid : null)),
  questions.map(({ task }) => ('shareId' in task ? task.shareId : null)),
  questions.map(({ task }) => ('workflowId' in task ? task.workflowId : null)),
  questions.map(({ task }) => ('workflowId' in task ? task.step : null)),
];
