import { decideCaller, isAdministrator, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { Credential } from '../access/credential.ts';
import { isRefused, type Refused } from '../refusal.ts';

/** Sets of tasks by how far they have come (docs/legacy/operations.md#completion-status-filter). */
export type Completion =
  /** Due or overdue: to be done now. No word of the legacy API. */
  'Open' | 'Due' | 'OverDue' | 'Completed' | 'NotStarted' | 'Reassigned' | 'Dropped' | 'Archived';

/** The sort keys (docs/legacy/operations.md#sort-options). */
export type SortKey =
  | 'DefaultSort'
  | 'DocumentID'
  | 'Instruction'
  | 'DateAssigned'
  | 'RecurringEndBy'
  | 'DueDate'
  | 'ReminderDate'
  | 'Priority'
  | 'TaskStatus'
  | 'FinishDate'
  | 'Assignee'
  | 'AssignedBy'
  | 'WorkflowName'
  | 'DocTypeName'
  | 'DocumentLibrary'
  | 'DocumentName'
  | 'SuperVisor';

/** Conditions a task has to meet, all of them; one that is undefined lets every task pass. */
export interface TaskFilter {
  readonly completion?: Completion | undefined;
  readonly priority?: number | undefined;
  readonly startedFrom?: Date | undefined;
  /** Exclusive. */
  readonly startedBefore?: Date | undefined;
  readonly libraryId?: number | undefined;
  readonly assigneeId?: number | undefined;
  /** Tasks that a team has; no word of the legacy API, like `dueFrom` and what follows. */
  readonly teamId?: number | undefined;
  /** Tasks that one of these accounts holds. */
  readonly assigneeIds?: readonly number[] | undefined;
  readonly assignedById?: number | undefined;
  readonly supervisorId?: number | undefined;
  readonly workflowDefinitionId?: number | undefined;
  readonly documentId?: number | undefined;
  readonly workflowId?: number | undefined;
  /** A name, matched ignoring case. */
  readonly documentType?: string | undefined;
  readonly dueFrom?: Date | undefined;
  /** Exclusive. */
  readonly dueBefore?: Date | undefined;
  /** Tasks without a due date. */
  readonly isUndated?: true | undefined;
  /** Part of the name of the task, of its step or of the path of its document, ignoring case. */
  readonly text?: string | undefined;
}

export interface TaskOrder {
  readonly key: SortKey;
  readonly ascending: boolean;
}

export interface TaskSelection {
  readonly filter: TaskFilter;
  readonly order: TaskOrder;
}

export interface TaskListRequest {
  readonly credential: Credential;
  /** Refused where the caller has asked for what cannot be read; who may not ask is told that first. */
  readonly selection: TaskSelection | Refused<'criteria-invalid'>;
}

export interface TaskListPlan extends TaskSelection {
  /** Only what this user is assignee, assigner or supervisor of; null for every task. */
  readonly visibleTo: number | null;
}

export type TaskListRefusal = CallerRefusal | 'criteria-invalid';

/** Which tasks does this caller get to see? Checks run in the order of docs/legacy/operations.md#gettasks. */
export function decideGetTasks(
  { credential, selection }: TaskListRequest,
  found: Caller | null,
): TaskListPlan | Refused<TaskListRefusal> {
  const caller = decideCaller(credential, found);
  if (isRefused(caller)) return caller;
  if (isRefused(selection)) return selection;
  return { ...selection, visibleTo: seesAll(caller, selection.filter) ? null : caller.id };
}

/**
 * Administrators and user managers see the tasks of every library, and so do library managers, because no library is
 * any one manager's here (docs/legacy/operations.md#which-tasks-a-caller-sees).
 */
export const seesEverything = (caller: Caller): boolean =>
  isAdministrator(caller) || caller.roles.includes('libraryManager') || caller.roles.includes('userManager');

/** Who asks for tasks of their own needs no further look at each. */
const seesAll = (caller: Caller, { assigneeId, assignedById, supervisorId }: TaskFilter): boolean =>
  seesEverything(caller) || [assigneeId, assignedById, supervisorId].includes(caller.id);
