import type { AttachmentFacts } from '../../../src/core/tasks/workflow-attachment.ts';
import { isRefused, type Refusal, type Refused } from '../../../src/core/refusal.ts';
import { isRepeated, type Repeated } from '../../../src/core/repeats.ts';
import type { TaskFact, TaskFacts, TaskRequest } from '../../../src/core/tasks/task-facts.ts';
import { TASK_STATUSES, type TaskStatus } from '../../../src/core/tasks/task-status.ts';

export const now = new Date('2024-04-01T12:00:00Z');

/** The request that all operations on one task share. */
export const request: TaskRequest = {
  credential: { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' },
  context: { api: 'asmx', requestId: 'r1' },
  taskId: 4812,
};

/** A task in progress whose assignee calls, with no permission beyond working on it. */
export const task: TaskFact = {
  id: 4812,
  version: 7,
  status: 'InProgress',
  callerIsAssignee: true,
  callerIsSupervisor: false,
  callerIsAssigner: false,
  callerOwnsDocument: false,
  documentOffline: false,
  documentVersion: 3,
  permissions: [],
  rightType: 2,
  workflowId: 225,
  definitionId: 55,
  isInStep: true,
  hasRequirements: false,
  holdsStep: false,
  workflowDefinitionChanged: false,
  sharing: null,
  callerTeamIds: [],
};

export const stranger = { callerIsAssignee: false };
export const supervisor = { callerIsAssignee: false, callerIsSupervisor: true };

export const facts = (otherwise: Partial<TaskFact> = {}): TaskFacts => ({
  now,
  caller: { id: 12, roles: [] },
  task: { ...task, ...otherwise },
});

export const attachmentFacts = (
  document: AttachmentFacts['document'],
  otherwise: Partial<TaskFact> = {},
): AttachmentFacts => ({ ...facts(otherwise), document });

export const nobody = { kind: 'anonymous' } as const;

/** The refusal, or 'done' for a plan. */
export const outcomeOf = (decision: object): Refusal | 'done' => (isRefused(decision) ? decision.refused : 'done');

/** The plan; throws the refusal, or the answer of an earlier call. */
export function planOf<Plan extends object>(
  decision: Plan | Refused<Refusal>,
): Exclude<Plan, Refused<Refusal> | Repeated<unknown>> {
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused}`);
  if (isRepeated(decision)) throw new Error('repeated');
  return decision as Exclude<Plan, Refused<Refusal> | Repeated<unknown>>;
}

export const statuses = TASK_STATUSES;

/** The answers of every operation on open tasks by status, in the words of SetTaskComment. */
export const byClosedWords: Readonly<Record<TaskStatus, Refusal | 'done'>> = {
  Reassigned: 'task-reassigned',
  Dropped: 'task-dropped',
  NotStarted: 'task-not-started',
  InProgress: 'done',
  DueDateChanged: 'done',
  Completed: 'task-completed',
};
