import type { Knex } from 'knex';
import type { Caller } from '../../core/access/caller.ts';
import type { TaskFact, TaskFacts, TaskRequest } from '../../core/tasks/task-facts.ts';
import { CALLER_ROLES } from '../access/caller-roles.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { SHARING_COLUMN, sharingFrom, type SharingJson } from '../shares/sharing-column.ts';
import { execute } from '../sql/statement.ts';
import { readFor, versionedRead, type VersionRow } from './versioned-read.ts';

/**
 * Who assigned the task. In a workflow whoever hands a task on becomes the assigner of its successor, and must not rule
 * over it: there it is the assigner of the chain's first task, and nobody where that one has been removed.
 */
const ASSIGNER = `
       case when tasks.workflow_id is null or tasks.reassigned_from_id is null then tasks.assigned_by_id else (
         with recursive chain as (
           select tasks.reassigned_from_id as id, null::int as assigned_by_id, true as more
           union all
           select origin.reassigned_from_id, origin.assigned_by_id, origin.reassigned_from_id is not null
             from chain join tasks origin on origin.id = chain.id
            where chain.more
         )
         select assigned_by_id from chain where not more
       ) end`;

/** What the caller is to a task, and what changes of it depend on beside that, from the tables of TASK_FACTS_TABLES. */
export const TASK_STANDING_COLUMNS = `${CALLER_ROLES},
       (callers.id = ${ASSIGNER.trimStart()}) is true as "callerIsAssigner",
       (documents.owner_id = callers.id) is true as "callerOwnsDocument",
       documents.offline is true as "documentOffline",
       documents.version as "documentVersion",
       tasks.permissions,
       tasks.right_type as "rightType",
       tasks.workflow_id as "workflowId",
       tasks.definition_id as "definitionId",
       tasks.workflow_id is not null and tasks.step_number > 0 as "isInStep",
       tasks.holds_step as "holdsStep",
       jsonb_path_exists(tasks.requirements, '$[*] ? (@.type != "NoRequirement")') as "hasRequirements",
       (workflows.definition_revision <> definitions.revision) is true as "workflowDefinitionChanged"`;

/** The columns of TaskFactsRow. */
export const TASK_FACTS_COLUMNS = `
       now() as "now",
       callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       tasks.id as "taskId",
       tasks.version,
       tasks.status,${TASK_STANDING_COLUMNS},${SHARING_COLUMN}`;

/** The task of calls (task_id, …), with what its columns above come from; each join is an index look-up. */
export const TASK_TABLES = `
  left join tasks on tasks.id = calls.task_id
  left join documents on documents.id = tasks.document_id
  left join workflows on workflows.id = tasks.workflow_id
  left join workflow_definitions definitions on definitions.id = workflows.definition_id`;

/** Joined to calls (digest, task_id, …). */
export const TASK_FACTS_TABLES = `${CALLER_TABLES}${TASK_TABLES}`;

/** The values of the columns; the caller's and the task's are null where there is no such row. */
export interface TaskFactsRow extends Omit<TaskFact, 'id' | 'updatedAt' | 'sharing' | 'callerTeamIds'>, CallerLoginRow {
  readonly sharing: SharingJson | null;
  readonly now: Date;
  readonly callerId: number | null;
  readonly callerRoles: Caller['roles'];
  readonly taskId: number | null;
}

/** Takes a row apart; what the statement reads of the task beyond the columns above stays with the task. */
export const taskFactsOf = <Row extends TaskFactsRow>({
  now,
  callerId,
  callerLogin: _,
  callerRoles,
  taskId,
  sharing,
  ...task
}: Row) => ({
  now,
  caller: callerId === null ? null : { id: callerId, roles: callerRoles },
  task:
    taskId === null
      ? null
      : { ...task, sharing: sharingFrom(sharing), callerTeamIds: sharing?.callerTeamIds ?? [], id: taskId },
});

/** A task and what the caller is to it, for any number of calls at once. */
const READ = versionedRead(
  'task-facts-read',
  (columns) => `
select ${TASK_FACTS_COLUMNS}${columns}
  from unnest($1::bytea[], $2::int[]) with ordinality as calls (digest, task_id, position) ${TASK_FACTS_TABLES}
 order by calls.position`,
);

/** Reads one snapshot a request, in the order of the requests. */
export async function readTaskFacts(
  knex: Knex,
  requests: readonly Pick<TaskRequest, 'credential' | 'taskId' | 'ifMatch'>[],
): Promise<TaskFacts[]> {
  const values = [
    requests.map(({ credential }) => digestOfCredential(credential)),
    requests.map(({ taskId }) => taskId),
  ];
  const rows = noteLogins(requests, await execute<TaskFactsRow & VersionRow>(knex, readFor(READ, requests), values));
  return rows.map(taskFactsOf);
}
