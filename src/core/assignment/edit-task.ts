import { isRefused, refused, type Refused } from '../refusal.ts';
import type { Rejection } from '../completion/rejection.ts';
import { isMet } from '../shares/resolve.ts';
import type { CompletionRule } from '../shares/share.ts';
import { DUE_TOPICS } from '../tasks/due-topics.ts';
import type { Requirement } from '../tasks/get-task.ts';
import { isPriority } from '../tasks/set-task-priority.ts';
import { taskWrite, type SharingFields, type TaskChange } from '../tasks/task-change.ts';
import type { TaskRefusal } from '../tasks/task-facts.ts';
import type { TaskPermission } from '../vocabulary.ts';
import { openChange, settledChange, type Unchanged } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type CompletableSharedTask,
  type KnownSharing,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

/** What a call says of a task itself; what is left out stays. */
export interface TaskEdit extends SharingRequest {
  /** Null for none. */
  readonly dueAt?: Date | null;
  readonly instructions?: string;
  readonly priority?: number;
  /** Whether whoever does a share has to approve or reject. */
  readonly demandsDecision?: boolean;
  readonly rule?: CompletionRule;
}

export type TaskEditRefusal =
  TaskRefusal | StateRefusal | 'access-denied' | 'document-offline' | 'priority-unknown' | 'due-date-past';

/**
 * May this caller say something else of the task? Owner, supervisor and administrator may; an assignee as far as the
 * task allows it. What is so already is no change. A new rule completes the task if nothing more is wanted by it.
 */
export function decideEdit(
  request: TaskEdit,
  facts: SharingFacts<CompletableSharedTask>,
  rejection: Rejection = 'stop',
): TaskChange | Unchanged | Refused<TaskEditRefusal> {
  const known = knownSharing(facts, 'edit');
  if (isRefused(known)) return known;
  if (!mayEdit(request, known)) return refused('access-denied');
  const edit = differences(request, known);
  if (Object.values(edit).every((value) => value === undefined)) return { unchanged: true };
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known);
  if (refusal) return refusal;
  if (edit.priority !== undefined && !isPriority(edit.priority)) return refused('priority-unknown');
  if (edit.dueAt && edit.dueAt <= known.now) return refused('due-date-past');
  const offline = refusalOfDocument(known);
  if (offline) return offline;

  const movesDate = edit.dueAt !== undefined;
  const change = changeOf(request, known, edit, rejection);
  // Reminders that were sent for the old date come again before the new one, as in ChangeTaskDueDate.
  return movesDate ? { ...change, forgottenTopics: DUE_TOPICS } : change;
}

const FIELDS = [
  'dueAt',
  'instructions',
  'priority',
  'demandsDecision',
  'rule',
] as const satisfies readonly (keyof TaskEdit)[];

type Edit = Pick<TaskEdit, (typeof FIELDS)[number]>;

/** The task's own permission for its assignee, by field; the others are for those who may act for the assignee. */
const PERMISSIONS: Readonly<Record<keyof Edit, TaskPermission | null>> = {
  dueAt: 'Postpone',
  instructions: 'Postpone',
  priority: 'ChangePriority',
  demandsDecision: null,
  rule: null,
};

function mayEdit(request: TaskEdit, { isChief, isAssignee, task }: KnownSharing): boolean {
  if (isChief) return true;
  if (!isAssignee) return false;
  return FIELDS.filter((field) => request[field] !== undefined).every((field) => {
    const permission = PERMISSIONS[field];
    return permission !== null && task.permissions.includes(permission);
  });
}

/** What is to be another than it is. */
function differences(request: TaskEdit, { task, sharing }: KnownSharing<CompletableSharedTask>): Edit {
  const { dueAt, instructions, priority, demandsDecision, rule } = request;
  return {
    ...(dueAt === undefined || dueAt?.getTime() === task.dueAt?.getTime() ? {} : { dueAt }),
    ...(instructions === task.instructions ? {} : { instructions }),
    ...(priority === task.priority ? {} : { priority }),
    ...(demandsDecision === task.requirements.includes(APPROVAL) ? {} : { demandsDecision }),
    ...(rule === sharing.rule ? {} : { rule }),
  };
}

function changeOf(
  request: TaskEdit,
  known: KnownSharing<CompletableSharedTask>,
  edit: Edit,
  rejection: Rejection,
): TaskChange {
  const { instructions, priority, demandsDecision } = edit;
  const fields: SharingFields = {
    ...(edit.dueAt === undefined ? {} : { dueAt: edit.dueAt }),
    ...(instructions === undefined ? {} : { instructions }),
    ...(priority === undefined ? {} : { priority }),
    ...(demandsDecision === undefined ? {} : { requirements: demanded(known.task.demands, demandsDecision) }),
  };
  const open = edit.dueAt === undefined ? fields : { ...fields, status: 'DueDateChanged' as const };
  if (edit.rule === undefined) return { ...taskWrite(request.operation, request, known), fields: open };
  const after = { ...known.sharing, rule: edit.rule };
  return isMet(after)
    ? settledChange(request, known, after, rejection, { fields })
    : openChange(request, known, after, { fields: open });
}

const APPROVAL = 'Approval';

/** With the demand for a decision, or without it. */
const demanded = (demands: readonly Requirement[], demandsDecision: boolean): readonly Requirement[] => [
  ...demands.filter(({ type }) => type !== APPROVAL),
  ...(demandsDecision ? [{ type: APPROVAL, objectId: 0, definition: '' }] : []),
];
