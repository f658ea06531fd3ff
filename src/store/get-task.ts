import type { Knex } from 'knex';
import type { Credential } from '../core/credential.ts';
import type { Task, TaskSnapshot } from '../core/get-task.ts';
import { digestOfTicket } from './digest.ts';
import { execute, type Statement } from './statement.ts';

/** A task with everything the legacy answer shows of it, for any number of calls at once. */
const READ: Statement = {
  name: 'get-task-read',
  text: `
select callers.id as "callerId",
       tasks.id, tasks.name, tasks.instructions, tasks.step_number as "stepNumber", tasks.step_name as "stepName",
       tasks.workflow_id as "workflowId", workflows.name as "workflowName",
       workflows.definition_id as "workflowDefinitionId",
       tasks.priority, tasks.status, tasks.approval_status as "approvalStatus",
       tasks.started_at as "startedAt", tasks.finished_at as "finishedAt", tasks.due_at as "dueAt",
       tasks.comments, tasks.definition_id as "definitionId",
       coalesce(tasks.parent_id, tasks.reassigned_from_id) as "linkedTaskId",
       coalesce(tasks.team_id, tasks.assignee_id) as "assigneeId",
       tasks.team_id is not null as "assigneeIsTeam",
       coalesce(teams.name, assignees.login) as "assigneeLogin",
       assigners.id as "assignedById", assigners.login as "assignedByLogin",
       supervisors.id as "supervisorId", supervisors.login as "supervisorLogin",
       documents.id as "documentId", documents.name as "documentName", documents.version as "documentVersion",
       tasks.start_version as "startVersion", tasks.end_version as "endVersion",
       document_types.id as "documentTypeId", document_types.name as "documentTypeName",
       folders.id as "folderId", libraries.id as "libraryId", libraries.name as "libraryName",
       holders.id as "checkedOutById", holders.login as "checkedOutByLogin",
       tasks.template_id as "templateId",
       redirecting.id as "redirectedFromId", redirecting.login as "redirectedFromLogin",
       tasks.deadline_hours as "deadlineHours", tasks.right_type as "rightType", tasks.permissions,
       tasks.requirements, tasks.supervisor_notice_hours as "supervisorNoticeHours",
       tasks.allowed_start_hours as "allowedStartHours", tasks.reminder_hours as "reminderHours",
       (select json_agg(json_build_object(
                 'attachedAt', a.attached_at, 'documentId', d.id, 'documentName', d.name, 'folderPath', f.path,
                 'workflowId', a.workflow_id, 'stepNumber', a.step_number, 'stepName', a.step_name,
                 'attachedById', a.attached_by_id) order by a.attached_at, d.id, a.version)
          from task_attachments a
          join documents d on d.id = a.document_id
          join folders f on f.id = d.folder_id
         where a.task_id = tasks.id) as attachments
  from unnest($1::bytea[], $2::int[]) with ordinality as calls (digest, task_id, position)
  left join tickets on tickets.digest = calls.digest and tickets.expires_at > now()
  left join users callers on callers.id = tickets.user_id and callers.enabled
  left join tasks on tasks.id = calls.task_id
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
  left join users holders on holders.id = documents.checked_out_by_id
 order by calls.position`,
};

type ReadRow = Task & { readonly callerId: number | null };

/** Reads one snapshot a request, in the order of the requests. */
export async function readTasks(
  knex: Knex,
  requests: readonly { readonly credential: Credential; readonly taskId: number }[],
): Promise<TaskSnapshot[]> {
  const rows = await execute<ReadRow & { readonly id: number | null }>(knex, READ, [
    requests.map(({ credential }) => digestOfTicket(credential)),
    requests.map(({ taskId }) => taskId),
  ]);
  return rows.map(({ callerId, ...task }) => ({
    caller: callerId === null ? null : { id: callerId },
    task: task.id === null ? null : { ...task, attachments: (task.attachments as Task['attachments'] | null) ?? [] },
  }));
}
