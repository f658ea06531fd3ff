import { randomUUID } from 'node:crypto';
import type { HeldTask } from '../../core/shares/implied-share.ts';
import type { Fixture } from './reading/fixture.ts';
import { assignIds } from './bulk.ts';
import type { Row } from './bulk.ts';
import type { KnownDocument } from './documents.ts';
import type { Loading } from './loading.ts';
import type { People } from './people.ts';
import type { Problems } from './problems.ts';
import { checkFree } from './register.ts';
import type { Register } from './register.ts';
import { RIGHT_TYPES } from '../../core/vocabulary.ts';
import { MOST_COUNTED } from '../../core/tasks/reassignments.ts';
import { deadlineHours } from '../../core/deadline.ts';
import { planShares, type TaskEntry } from './shares.ts';
import type { FindWorkflow } from './workflows.ts';

type Task = Fixture['tasks'][number];

/** The entries that tasks refer to. */
export interface Surroundings {
  readonly people: People;
  readonly documents: Register<KnownDocument>;
  readonly findWorkflow: FindWorkflow;
}

/** Plans tasks and their attachments; gives the number of attachments. */
export async function planTasks(loading: Loading, surroundings: Surroundings): Promise<number> {
  const { trx, fixture, problems, insert } = loading;
  await checkFree(trx, 'tasks', fixture.tasks, problems);
  const ids = await assignIds(trx, 'tasks', fixture.tasks);
  const successors = linkSuccessors(loading, ids);
  const countOf = reassignmentsOf(fixture, ids);
  checkParents(loading, ids);
  const entries = fixture.tasks.map((task, index) => {
    const where = `tasks[${index}]`;
    return { task, where, held: heldTask(task, ids[index] ?? 0, where, loading, surroundings) };
  });
  const holders = await planShares(loading, surroundings.people, entries);
  const rows = entries.map((entry, index) => {
    const row = taskRow(entry, surroundings, loading.now);
    const { id } = entry.held;
    return { id, reassigned_to_id: successors.get(id) ?? null, reassignments: countOf(id), ...row, ...holders[index] };
  });
  const attachments = fixture.tasks.flatMap((task, index) =>
    attachmentRows(task, rows[index] ?? {}, `tasks[${index}]`, surroundings, problems),
  );

  insert('tasks', rows);
  insert('task_attachments', attachments);
  return attachments.length;
}

/** A reassigned task and its successor know each other; the file names the origin only. */
function linkSuccessors({ fixture, problems }: Loading, ids: readonly number[]): Map<number, number> {
  const statuses = new Map(fixture.tasks.map(({ status }, index) => [ids[index], status]));
  const successors = new Map<number, number>();
  fixture.tasks.forEach(({ reassignedFrom }, index) => {
    if (reassignedFrom === undefined) return;
    const status = statuses.get(reassignedFrom);
    const where = `tasks[${index}].reassignedFrom`;
    if (status === undefined) problems.add(where, `no task in this file with id ${reassignedFrom}`);
    else if (status !== 'Reassigned') problems.add(where, `task ${reassignedFrom} is ${status}, expected Reassigned`);
    successors.set(reassignedFrom, ids[index] ?? 0);
  });
  return successors;
}

/** How many tasks of the file came before a task in its chain. */
function reassignmentsOf({ tasks }: Fixture, ids: readonly number[]): (id: number) => number {
  const origins = new Map(tasks.map(({ reassignedFrom }, index) => [ids[index], reassignedFrom]));
  return (id) => {
    const seen = new Set<number>();
    for (let at = origins.get(id); at !== undefined && !seen.has(at); at = origins.get(at)) seen.add(at);
    return Math.min(seen.size, MOST_COUNTED);
  };
}

function checkParents({ fixture, problems }: Loading, ids: readonly number[]): void {
  const known = new Set(ids);
  fixture.tasks.forEach(({ relatedTo }, index) => {
    if (relatedTo === undefined || known.has(relatedTo)) return;
    problems.add(`tasks[${index}].relatedTo`, `no task in this file with id ${relatedTo}`);
  });
}

/** The task with its assignee or team alone. */
function heldTask(task: Task, id: number, where: string, { now }: Loading, { people }: Surroundings): HeldTask {
  const { users, teams } = people;
  const finishedAt = task.finishedAt ?? (hasEnded(task) ? now : null);
  return {
    id,
    status: task.status,
    assigneeId: users.find(`${where}.assignee`, task.assignee),
    teamId: teams.find(`${where}.team`, task.team),
    assignedById: users.find(`${where}.assignedBy`, task.assignedBy),
    redirectedFromId: users.find(`${where}.redirectedFrom`, task.redirectedFrom),
    createdAt: earlier(now, startOf(task, finishedAt, now)),
    finishedAt,
    comments: task.comments ?? task.assignees?.findLast(({ message }) => message !== undefined)?.message ?? '',
    approvalStatus: task.approvalStatus,
    sharing: null,
  };
}

const hasEnded = ({ status }: Task): boolean => status === 'Completed' || status === 'Dropped';

const startOf = (task: Task, finishedAt: Date | null, now: Date): Date | null =>
  task.startedAt ?? (task.status === 'NotStarted' ? null : earlier(now, finishedAt));

function taskRow({ task, where, held }: TaskEntry, { people, documents, findWorkflow }: Surroundings, now: Date): Row {
  const { createdAt, finishedAt, assignedById, comments } = held;
  const document = documents.find(`${where}.document`, task.document);
  const startedAt = startOf(task, finishedAt, now);
  return {
    uuid: task.uuid ?? randomUUID(),
    created_at: createdAt,
    status: task.status,
    priority: task.priority,
    right_type: RIGHT_TYPES.indexOf(task.rightType),
    assigned_by_id: assignedById,
    supervisor_id: people.users.find(`${where}.supervisor`, task.supervisor),
    document_id: document?.id ?? null,
    workflow_id: findWorkflow(`${where}.workflow`, task.workflow),
    step_number: task.step?.number ?? 0,
    step_name: task.step?.name ?? '',
    definition_id: task.definitionId,
    start_version: document?.version ?? 1,
    end_version: hasEnded(task) ? (document?.version ?? null) : null,
    deadline_hours: deadlineHours(startedAt ?? now, task.dueAt ?? null),
    reminder_hours: task.reminderHours,
    supervisor_notice_hours: task.supervisorNoticeHours,
    allowed_start_hours: task.allowedStartHours,
    notify_on_completion: task.notifyOnCompletion,
    reassigned_from_id: task.reassignedFrom ?? null,
    parent_id: task.relatedTo ?? null,
    started_at: startedAt,
    finished_at: finishedAt,
    due_at: task.dueAt ?? null,
    name: task.name,
    instructions: task.instructions,
    comments,
    permissions: [...new Set(task.permissions)],
    requirements: task.requirements,
  };
}

function attachmentRows(
  task: Task,
  row: Row,
  where: string,
  { people, documents }: Surroundings,
  problems: Problems,
): Row[] {
  const first = new Map<string, number>();
  return task.attachments.map((attachment, index) => {
    const here = `${where}.attachments[${index}]`;
    const document = documents.find(`${here}.document`, attachment.document);
    const version = attachment.version ?? document?.version ?? 1;
    const key = `${attachment.document.toLowerCase()} ${version}`;
    const owner = first.get(key);
    if (owner !== undefined) problems.add(here, `the same document and version as attachments[${owner}]`);
    first.set(key, owner ?? index);
    return {
      task_id: row['id'],
      document_id: document?.id ?? null,
      version,
      attached_by_id: people.users.find(`${here}.attachedBy`, attachment.attachedBy),
      attached_at: attachment.attachedAt,
      workflow_id: row['workflow_id'],
      step_number: row['step_number'],
      step_name: row['step_name'],
    };
  });
}

const earlier = (now: Date, other: Date | null): Date => (other !== null && other < now ? other : now);
