import type { Knex } from 'knex';
import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';
import type { ChainEvent, ChainMail, ChainTask } from '../../core/supervision/task-chain.ts';
import type { MailsAndNames, MentionedIds, Names } from '../../operations/supervision/supervision-store.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogin } from '../access/caller-logins.ts';
import { CALLER_ROLES } from '../access/caller-roles.ts';
import { digestOfCredential } from '../access/digest.ts';
import { NAMED_TASK_ID, NAMED_TASK_TABLES, namedTaskValues } from '../shares/named-task.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { nameColumns } from './names.ts';

/** Tasks that are read in each direction from the one that is named. */
const MOST_STEPS = 1000;

/** A chain has no branches: it is walked to its beginning, and to its end. */
const READ: Statement = {
  name: 'task-chain-read',
  text: `
with recursive known as (
  select callers.id, ${ACCESS_COLUMNS.trimStart()}
    from (select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}
), named as (
  select ${NAMED_TASK_ID} as id
    from unnest($3::int[], $4::uuid[], $5::bigint[], $6::int[], $7::text[])
         as sent (task_id, uuid, share_id, workflow_id, step)${NAMED_TASK_TABLES}
), back as (
  select tasks.id, tasks.reassigned_from_id as next, 0 as step from tasks join named on named.id = tasks.id
  union all
  select tasks.id, tasks.reassigned_from_id, back.step - 1
    from back join tasks on tasks.id = back.next
   where back.step > -${MOST_STEPS}
), forth as (
  select tasks.id, tasks.reassigned_to_id as next, 0 as step from tasks join named on named.id = tasks.id
  union all
  select tasks.id, tasks.reassigned_to_id, forth.step + 1
    from forth join tasks on tasks.id = forth.next
   where forth.step < ${MOST_STEPS}
), chain as (
  -- Each once, also where stored tasks go round.
  select id, min(step) as step from (table back union all table forth) as walked group by id
)
select callers."holderId", callers."holderRoles", callers."callerId", callers."callerRoles", callers."callerLogin",
       callers."keyId", callers."keyName", callers."keyRights", callers."keyAddresses", callers."keyAccountId",
       callers."keyAccountRoles",
       tasks.id, tasks.uuid, tasks.version, tasks.status, tasks.name, tasks.step_name as "stepName",
       documents.path as "documentPath", workflows.id as "workflowId", workflows.name as "workflowName",
       tasks.assignee_id as "assigneeId", tasks.team_id as "teamId", tasks.assigned_by_id as "assignedById",
       tasks.supervisor_id as "supervisorId", tasks.due_at as "dueAt", tasks.instructions, tasks.comments,
       tasks.created_at as "createdAt", tasks.finished_at as "finishedAt",
       tasks.reassigned_from_id as "reassignedFromId", tasks.reassigned_to_id as "reassignedToId",
       (tasks.assigned_by_id = callers.id) is true as "callerIsAssigner",${CALLER_ROLES}
  from known as callers
  left join chain on true
  left join tasks on tasks.id = chain.id
  left join documents on documents.id = tasks.document_id
  left join workflows on workflows.id = tasks.workflow_id
 order by chain.step`,
};

interface ReadRow extends AccessRow, Omit<ChainTask, 'id' | 'concernsCaller'> {
  readonly id: number | null;
  readonly callerIsAssigner: boolean;
  readonly callerIsAssignee: boolean;
  readonly callerIsSupervisor: boolean;
}

/** Reads the chain that a task is of, in its order, with who asks. */
export async function readChain(
  knex: Knex,
  question: Access & { readonly task: TaskName },
): Promise<{ readonly access: AccessFacts; readonly tasks: readonly ChainTask[] }> {
  const rows = await execute<ReadRow>(knex, READ, [
    digestOfCredential(question.credential),
    question.subjectId,
    ...namedTaskValues([question]),
  ]);
  const [first] = rows;
  if (!first) throw new Error('who calls was asked and not answered');
  noteLogin(question.credential, first.callerLogin);
  return { access: accessOf(first), tasks: rows.flatMap(chainTaskOf) };
}

const chainTaskOf = (row: ReadRow): readonly ChainTask[] =>
  row.id === null
    ? []
    : [
        {
          id: row.id,
          uuid: row.uuid,
          version: row.version,
          status: row.status,
          name: row.name,
          stepName: row.stepName,
          documentPath: row.documentPath,
          workflowId: row.workflowId,
          workflowName: row.workflowName,
          assigneeId: row.assigneeId,
          teamId: row.teamId,
          assignedById: row.assignedById,
          supervisorId: row.supervisorId,
          dueAt: row.dueAt,
          instructions: row.instructions,
          comments: row.comments,
          createdAt: row.createdAt,
          finishedAt: row.finishedAt,
          reassignedFromId: row.reassignedFromId,
          reassignedToId: row.reassignedToId,
          concernsCaller: row.callerIsAssigner || row.callerIsAssignee || row.callerIsSupervisor,
        },
      ];

const EVENTS: Statement = {
  name: 'task-chain-events',
  text: `
select task_id as "taskId", at, user_id as "userId", credential, api, operation, request_id as "requestId",
       details ->> 'key' as key, (details -> 'onBehalf' = 'true') is true as "onBehalf",
       old_status as "oldStatus", new_status as "newStatus",
       old_assignee_id as "oldAssigneeId", new_assignee_id as "newAssigneeId",
       old_due_at as "oldDueAt", new_due_at as "newDueAt",
       details -> 'old' ->> 'instructions' as "oldInstructions",
       details -> 'new' ->> 'instructions' as "newInstructions",
       successor_id as "successorId", reason, redirect_path as "redirectPath", details -> 'notFollowed' as "notFollowed"
  from history
 where task_id = any ($1::int[])
 order by at, id`,
};

/** Reads what happened to tasks, in the order in which it did. */
export const readChainEvents = (knex: Knex, taskIds: readonly number[]): Promise<ChainEvent[]> =>
  execute<ChainEvent>(knex, EVENTS, [taskIds]);

const MAILS: Statement = {
  name: 'task-chain-mails',
  text: `
with mails as materialized (
  select task_id as "taskId", topic, recipient_id as "recipientId", actor_id as "actorId", created_at as "createdAt",
         sent_at as "sentAt", given_up_at as "givenUpAt",
         dropped_by is not null as "isDropped", attempts, last_error as "lastError"
    from notices
   where task_id = any ($1::int[])
)
select (select coalesce(json_agg(mails order by "taskId", topic, "recipientId"), '[]') from mails) as mails,${nameColumns('$2::int[] || array(select "recipientId" from mails)', '$3::int[]')}`,
};

/** A mail as JSON has it. */
type MailJson = {
  readonly [Key in keyof ChainMail]: Date extends ChainMail[Key]
    ? string | Exclude<ChainMail[Key], Date>
    : ChainMail[Key];
};

/** Reads the mails about tasks, as long as they are kept, and how those are called whom the chain mentions. */
export async function readChainMails(
  knex: Knex,
  taskIds: readonly number[],
  mentioned: MentionedIds,
): Promise<MailsAndNames> {
  const values = [taskIds, mentioned.people, mentioned.teams];
  const [row] = await execute<Names & { readonly mails: readonly MailJson[] }>(knex, MAILS, values);
  if (!row) throw new Error('mails were asked for and no row came back');
  const { mails, people, teams } = row;
  return { mails: mails.map(mailOf), names: { people, teams } };
}

const mailOf = ({ createdAt, sentAt, givenUpAt, ...mail }: MailJson): ChainMail => ({
  ...mail,
  createdAt: new Date(createdAt),
  sentAt: sentAt === null ? null : new Date(sentAt),
  givenUpAt: givenUpAt === null ? null : new Date(givenUpAt),
});
