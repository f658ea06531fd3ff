import type { CallContext, Credential } from '../access/credential.ts';
import { isAdministrator, type Caller, type CallerRefusal } from '../access/caller.ts';
import { refused, type Refused } from '../refusal.ts';
import type { Sharing } from '../shares/share.ts';
import type { TaskPermission } from '../vocabulary.ts';
import type { TaskStatus } from './task-status.ts';
import type { VersionedRequest } from './task-version.ts';

/** The part that the requests of all operations on one task share. */
export interface TaskRequest extends VersionedRequest {
  readonly credential: Credential;
  readonly context: CallContext;
  readonly taskId: number;
}

/** The facts that changes of one task are decided on, as they stood at one instant of the database. */
export interface TaskFacts {
  /** The database's clock. */
  readonly now: Date;
  /** The account behind the credential; null when it is expired, unknown or malformed. */
  readonly caller: Caller | null;
  readonly task: TaskFact | null;
}

/** A task and what the caller is to it. */
export interface TaskFact {
  readonly id: number;
  readonly version: number;
  /** The last change; read for calls that name versions only. */
  readonly updatedAt?: Date | undefined;
  readonly status: TaskStatus;
  /**
   * The caller is the assignee, or a member of the team the task is assigned to
   * (docs/legacy/operations.md#tasks-of-a-team).
   */
  readonly callerIsAssignee: boolean;
  /**
   * The caller is the task's supervisor, or one of its workflow's, in person or through a team
   * (docs/legacy/operations.md#workflow-supervisors).
   */
  readonly callerIsSupervisor: boolean;
  /** The caller assigned the task; in a workflow, the first task of the chain that led to it. */
  readonly callerIsAssigner: boolean;
  readonly callerOwnsDocument: boolean;
  readonly documentOffline: boolean;
  /** Null for a task without a document. */
  readonly documentVersion: number | null;
  readonly permissions: readonly string[];
  /** 0 (no access) to 6 (full control) (docs/legacy/operations.md#right-types). */
  readonly rightType: number;
  /** Null for a task outside workflows. */
  readonly workflowId: number | null;
  /**
   * The task's own definition; 0 for one that somebody added by hand (docs/legacy/operations.md#the-task-element,
   * TaskDefID).
   */
  readonly definitionId: number;
  /** The task belongs to a step of a workflow. */
  readonly isInStep: boolean;
  /** The task demands something before it can be completed. */
  readonly hasRequirements: boolean;
  /** The task was given up, and its step waits for it all the same. */
  readonly holdsStep: boolean;
  /** The workflow was started from an older revision of its definition than the present one. */
  readonly workflowDefinitionChanged: boolean;
  /** Null for a task of which no shares are kept: its assignee or team is the only one asked. */
  readonly sharing: Sharing | null;
  /** Those of the caller's teams that the kept shares name. */
  readonly callerTeamIds: readonly number[];
}

/** The refusals with which every operation on one task begins. */
export type TaskRefusal = CallerRefusal | 'task-not-found';

/** The refusals of every change of one task, before its state and what the call is about are looked at. */
export type ChangeRefusal = TaskRefusal | 'access-denied' | 'version-mismatch';

/** The caller, and the task that the call names. */
export interface CallerAndTask<Task extends TaskFact = TaskFact> {
  readonly caller: Caller;
  readonly task: Task;
}

/** The caller may do what the task allows its assignee by this permission, supervises it, or is an administrator. */
export const isPermitted = ({ caller, task }: CallerAndTask, permission: TaskPermission): boolean =>
  task.callerIsSupervisor ||
  (task.callerIsAssignee && task.permissions.includes(permission)) ||
  isAdministrator(caller);

/**
 * Gives the caller and the task, or the refusal with which every operation on one task begins: no ticket at all, a
 * ticket that is not alive, no such task, in this order (docs/legacy/operations.md#order-of-checks).
 */
export function callerAndTask<Task extends TaskFact>(
  { credential }: Pick<TaskRequest, 'credential'>,
  { caller, task }: { readonly caller: Caller | null; readonly task: Task | null },
): CallerAndTask<Task> | Refused<TaskRefusal> {
  if (credential.kind === 'anonymous') return refused('anonymous');
  if (!caller) return refused('ticket-invalid');
  if (!task) return refused('task-not-found');
  return { caller, task };
}
