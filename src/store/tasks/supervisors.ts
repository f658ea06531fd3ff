/** The supervisors of a task: the task's own supervisor, its workflow's, and the members of its workflow's teams. */
export const supervisorsOf = (task: string): string => `
      select ${task}.supervisor_id where ${task}.supervisor_id is not null
      union select user_id from workflow_supervisors where workflow_id = ${task}.workflow_id
      union select user_id from workflow_supervisor_teams join team_members using (team_id)
             where workflow_id = ${task}.workflow_id`;
