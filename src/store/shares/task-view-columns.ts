import type { Requirement } from '../../core/tasks/get-task.ts';
import type { TaskStatus } from '../../core/tasks/task-status.ts';
import type { Decision } from '../../core/shares/share.ts';
import type { DocumentView, PersonView, ShownTask, TeamView, WorkflowView } from '../../core/shares/task-view.ts';
import { personJson, teamJson } from './people-json.ts';
import { SHARING_COLUMN, sharingFrom, type SharingJson } from './sharing-column.ts';

const TASK_COLUMNS = `
       tasks.id as "viewId",
       tasks.uuid as "viewUuid",
       tasks.version as "viewVersion",
       tasks.status as "viewStatus",
       tasks.approval_status as "viewApprovalStatus",
       tasks.priority as "viewPriority",
       tasks.name as "viewName",
       tasks.step_name as "viewStepName",
       tasks.instructions as "viewInstructions",
       tasks.comments as "viewComments",
       tasks.requirements as "viewRequirements",
       tasks.created_at as "viewCreatedAt",
       tasks.updated_at as "viewUpdatedAt",
       tasks.started_at as "viewStartedAt",
       tasks.finished_at as "viewFinishedAt",
       tasks.due_at as "viewDueAt",
       tasks.assignee_id as "viewAssigneeId",
       tasks.team_id as "viewTeamId",
       tasks.assigned_by_id as "viewAssignedById",
       tasks.supervisor_id as "viewSupervisorId",
       tasks.redirected_from_id as "viewRedirectedFromId",
       case when documents.id is not null then json_build_object(
         'id', documents.id, 'uuid', documents.uuid, 'name', documents.name, 'path', documents.path,
         'version', documents.version) end as "viewDocument",
       case when workflows.id is not null then json_build_object(
         'id', workflows.id, 'name', workflows.name, 'definitionId', definitions.id,
         'definitionName', definitions.name) end as "viewWorkflow",
       case when tasks.reassigned_to_id is not null then (
         select json_build_object('id', next.id, 'uuid', next.uuid, 'createdAt', next.created_at)
           from tasks next where next.id = tasks.reassigned_to_id) end as "viewSuccessor",
       (select installation.id from installation) as "viewInstallationId"`;

/** Everybody whom the task and its shares mention, and the caller. */
const NAMES = `
       (select coalesce(json_agg(${personJson('u')}), '[]')
          from users u
         where u.id = any (array[tasks.assignee_id, tasks.assigned_by_id, tasks.supervisor_id, tasks.redirected_from_id,
                                 callers.id]
                  || case when tasks.sharing > 0 then
                       array(select unnest(array[s.user_id, s.assigned_by_id, s.resolved_by_id, s.redirected_from_id])
                               from task_shares s where s.task_id = tasks.id)
                       || (select k.claimant_id from task_sharing k where k.task_id = tasks.id) end)) as "viewPeople",
       (select coalesce(json_agg(${teamJson('t')}), '[]')
          from teams t
         where t.id = any (array[tasks.team_id]
                  || case when tasks.sharing > 0 then
                       array(select s.team_id from task_shares s where s.task_id = tasks.id) end)) as "viewTeams"`;

/**
 * A task as every API that knows shares shows it, as columns of a statement that joins `tasks`, `documents`,
 * `workflows`, `definitions` (TASK_VIEW_JOINS) and `callers`. One look-up by numbers brings all names.
 */
export const TASK_VIEW_COLUMNS = `${TASK_COLUMNS},${NAMES}`;

/** Joined to `tasks`; each is an index look-up. */
export const TASK_VIEW_JOINS = `
  left join documents on documents.id = tasks.document_id
  left join workflows on workflows.id = tasks.workflow_id
  left join workflow_definitions definitions on definitions.id = workflows.definition_id`;

/** The columns for a statement that reads tasks to be shown and nothing else. */
export const SHOWN_TASK_COLUMNS = `${TASK_VIEW_COLUMNS},${SHARING_COLUMN}`;

/** The columns; all null where there is no task. */
export interface TaskViewRow {
  readonly viewId: number | null;
  readonly viewUuid: string;
  readonly viewVersion: number;
  readonly viewStatus: TaskStatus;
  readonly viewApprovalStatus: Decision;
  readonly viewPriority: number;
  readonly viewName: string;
  readonly viewStepName: string;
  readonly viewInstructions: string;
  readonly viewComments: string;
  readonly viewRequirements: readonly Requirement[];
  readonly viewCreatedAt: Date;
  readonly viewUpdatedAt: Date;
  readonly viewStartedAt: Date | null;
  readonly viewFinishedAt: Date | null;
  readonly viewDueAt: Date | null;
  readonly viewAssigneeId: number | null;
  readonly viewTeamId: number | null;
  readonly viewAssignedById: number | null;
  readonly viewSupervisorId: number | null;
  readonly viewRedirectedFromId: number | null;
  readonly viewDocument: DocumentView | null;
  readonly viewWorkflow: WorkflowView | null;
  readonly viewSuccessor: { readonly id: number; readonly uuid: string; readonly createdAt: string } | null;
  readonly viewInstallationId: string;
  readonly viewPeople: readonly (PersonView | null)[];
  readonly viewTeams: readonly TeamView[];
  readonly sharing: SharingJson | null;
}

/** Puts together what the columns hold; null where there is no task. */
export const shownTaskOf = (row: TaskViewRow): ShownTask | null =>
  row.viewId === null
    ? null
    : {
        id: row.viewId,
        uuid: row.viewUuid,
        version: row.viewVersion,
        status: row.viewStatus,
        approvalStatus: row.viewApprovalStatus,
        priority: row.viewPriority,
        name: row.viewName,
        stepName: row.viewStepName,
        instructions: row.viewInstructions,
        comments: row.viewComments,
        requirements: row.viewRequirements,
        createdAt: row.viewCreatedAt,
        updatedAt: row.viewUpdatedAt,
        startedAt: row.viewStartedAt,
        finishedAt: row.viewFinishedAt,
        dueAt: row.viewDueAt,
        assigneeId: row.viewAssigneeId,
        teamId: row.viewTeamId,
        assignedById: row.viewAssignedById,
        supervisorId: row.viewSupervisorId,
        redirectedFromId: row.viewRedirectedFromId,
        document: row.viewDocument,
        workflow: row.viewWorkflow,
        successor: row.viewSuccessor && { ...row.viewSuccessor, createdAt: new Date(row.viewSuccessor.createdAt) },
        installationId: row.viewInstallationId,
        people: row.viewPeople.filter((person) => person !== null),
        teams: row.viewTeams,
        sharing: sharingFrom(row.sharing),
      };
