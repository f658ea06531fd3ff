/**
 * The caller is the assignee of a task, for a statement that joins `tasks` and `callers`. Where others than the holder
 * may act, and only there (tasks.sharing), those asked are looked for among the shares.
 *
 * `offset 0` leaves PostgreSQL no choice but to look each of them up: it would otherwise read all of a table that was
 * small when the statement was planned, for every call that gets that far.
 */
export const CALLER_IS_ASSIGNEE = `
       (case when tasks.sharing = 2
             then exists (select from task_shares s
                           where s.task_id = tasks.id and s.state = 'asked'
                             and (s.user_id = callers.id
                                  or exists (select from team_members m
                                              where m.team_id = s.team_id and m.user_id = callers.id offset 0)) offset 0)
             else tasks.assignee_id = callers.id
                  or exists (select from team_members m
                              where m.team_id = tasks.team_id and m.user_id = callers.id offset 0)
        end) is true`;

/** The caller is the task's supervisor, or one of its workflow's, in person or through a team. */
export const CALLER_IS_SUPERVISOR = `
       (tasks.supervisor_id = callers.id
         or exists (select from workflow_supervisors s
                     where s.workflow_id = tasks.workflow_id and s.user_id = callers.id offset 0)
         or exists (select from workflow_supervisor_teams s join team_members m using (team_id)
                     where s.workflow_id = tasks.workflow_id and m.user_id = callers.id offset 0)
       ) is true`.trimStart();

/** What the caller is to a task, as columns of such a statement. */
export const CALLER_ROLES = `${CALLER_IS_ASSIGNEE} as "callerIsAssignee",
       ${CALLER_IS_SUPERVISOR} as "callerIsSupervisor"`;
