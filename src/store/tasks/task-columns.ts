/**
 * The name from outside that has claimed a task, or that was asked first, of a task that no account and no team has;
 * null where there is none.
 */
export const OUTSIDE_NAME = `(
              select coalesce(kept.claimant_name, (
                       select s.outside_name
                         from task_shares s
                        where s.task_id = tasks.id
                          and s.state = any (case when tasks.status in ('NotStarted', 'InProgress', 'DueDateChanged')
                                                  then '{asked}' else '{done,left}' end::text[])
                        order by s.resolved_at desc nulls last, s.position
                        limit 1))
                from task_sharing kept
               where kept.task_id = tasks.id)`;

/** What the assignee of a task is called, for `tasks`, `teams` and the users `assignees`. */
export const ASSIGNEE_NAME = `
       case when tasks.sharing > 0 and tasks.assignee_id is null and tasks.team_id is null then ${OUTSIDE_NAME}
            else coalesce(teams.name, assignees.full_name) end`.trim();

const columnsOf = (instructions: string, comments: string): string => `
       tasks.id, tasks.name, ${instructions}, tasks.step_number as "stepNumber", tasks.step_name as "stepName",
       tasks.workflow_id as "workflowId", workflows.name as "workflowName",
       workflows.definition_id as "workflowDefinitionId",
       tasks.priority, tasks.status, tasks.approval_status as "approvalStatus",
       tasks.started_at as "startedAt", tasks.finished_at as "finishedAt", tasks.due_at as "dueAt",
       ${comments}, tasks.definition_id as "definitionId",
       coalesce(tasks.parent_id, tasks.reassigned_from_id) as "linkedTaskId",
       coalesce(tasks.team_id, tasks.assignee_id) as "assigneeId",
       tasks.team_id is not null as "assigneeIsTeam",
       coalesce(teams.name, assignees.login, case when tasks.sharing > 0 then '' end) as "assigneeLogin",
       coalesce(teams.name, assignees.full_name) as "assigneeFullName",
       assigners.id as "assignedById", assigners.login as "assignedByLogin",
       assigners.full_name as "assignedByFullName",
       supervisors.id as "supervisorId", supervisors.login as "supervisorLogin",
       supervisors.full_name as "supervisorFullName",
       documents.id as "documentId", documents.name as "documentName", documents.version as "documentVersion",
       tasks.start_version as "startVersion", tasks.end_version as "endVersion",
       document_types.id as "documentTypeId", document_types.name as "documentTypeName",
       folders.id as "folderId", libraries.id as "libraryId", libraries.name as "libraryName",
       holders.id as "checkedOutById", holders.login as "checkedOutByLogin",
       holders.full_name as "checkedOutByFullName",
       tasks.template_id as "templateId",
       redirecting.id as "redirectedFromId", redirecting.login as "redirectedFromLogin",
       redirecting.full_name as "redirectedFromFullName",
       tasks.deadline_hours as "deadlineHours", tasks.right_type as "rightType", tasks.permissions,
       tasks.requirements, tasks.supervisor_notice_hours as "supervisorNoticeHours",
       tasks.allowed_start_hours as "allowedStartHours", tasks.reminder_hours as "reminderHours",
       (select coalesce(json_agg(json_build_object(
                 'attachedAt', a.attached_at, 'documentId', d.id, 'documentName', d.name, 'folderPath', f.path,
                 'workflowId', a.workflow_id, 'stepNumber', a.step_number, 'stepName', a.step_name,
                 'attachedById', a.attached_by_id) order by a.attached_at, d.id, a.version), '[]')
          from task_attachments a
          join documents d on d.id = a.document_id
          join folders f on f.id = d.folder_id
         where a.task_id = tasks.id) as attachments`;

/**
 * The columns of a core `Task`, for what TASK_JOINS brings together. An assignee from outside is not named, but marked
 * by an empty login, as withOutsideNames expects it.
 */
export const TASK_COLUMNS = columnsOf('tasks.instructions', 'tasks.comments');

/**
 * The same with as much of the two texts as lists show (docs/legacy/operations.md#the-task-element): a hundred tasks
 * with four million characters each were 730 MB and half a minute. PostgreSQL counts characters as they are shown, none
 * cut in half.
 */
export const LISTED_TASK_COLUMNS = columnsOf(
  'left(tasks.instructions, 255) as instructions',
  'left(tasks.comments, 255) as comments',
);

/** The joins for a task's columns beside `tasks` itself; each is an index look-up. */
export const TASK_JOINS = `
  left join workflows on workflows.id = tasks.workflow_id
  left join users assignees on assignees.id = tasks.assignee_id
  left join teams on teams.id = tasks.team_id
  left join users assigners on assigners.id = tasks.assigned_by_id
  left join users supervisors on supervisors.id = tasks.supervisor_id
  left join users redirecting on redirecting.id = tasks.redirected_from_id
  left join documents on documents.id = tasks.document_id
  left join document_types on document_types.id = documents.type_id
  left join folders on folders.id = documents.folder_id
  left join libraries on libraries.id = folders.library_id
  left join users holders on holders.id = documents.checked_out_by_id`;
