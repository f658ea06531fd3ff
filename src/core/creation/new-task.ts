import type { CallContext, Credential } from '../access/credential.ts';
import type { Requirement } from '../tasks/get-task.ts';
import { followRedirections, type Person } from '../redirections/redirection.ts';
import { refused, type Refused } from '../refusal.ts';
import type { Earlier, Repeatable, RepeatMark } from '../repeats.ts';
import type { Caller } from '../access/caller.ts';
import { deadlineHours } from '../deadline.ts';
import type { TaskPermission } from '../vocabulary.ts';

/** A new task as the client describes it. Spans are hours before the due date, 0 for none. */
export interface TaskModel {
  /** A login name, matched ignoring case. */
  readonly requestedAssignee: string;
  readonly instructions: string;
  /** Null for a task without a deadline. */
  readonly dueAt: Date | null;
  /** 0 (none) to 11 (urgent) (docs/legacy/operations.md#priority). */
  readonly priority: number;
  /** 0 (no access) to 6 (full control) (docs/legacy/operations.md#right-types). */
  readonly rightType: number;
  readonly permissions: readonly TaskPermission[];
  readonly requirements: readonly Requirement[];
  readonly allowedStartHours: number;
  readonly reminderHours: number;
  /** Whether the assignee gets a mail. */
  readonly sendTaskNotice: boolean;
  /** Whether the assigner gets a mail when the task is completed. */
  readonly notifyOnCompletion: boolean;
}

export interface NewTaskRequest extends Repeatable {
  readonly credential: Credential;
  readonly context: CallContext;
  /** Refused where what the client sent cannot be read: how far that matters depends on what is looked at first. */
  readonly model: TaskModel | Refused<'model-invalid'>;
}

/** The facts every new task is decided on, as they stood at one instant of the database. */
export interface NewTaskFacts {
  /** The database's clock. */
  readonly now: Date;
  /** The account behind the credential; null when it is expired, unknown or malformed. */
  readonly caller: Caller | null;
  /** The account the model names. */
  readonly target: Person | null;
  /** The chain of redirections in force that starts at the target. */
  readonly redirections: readonly Person[];
  /** The answer of an earlier call under the same `repeat`; null when there was no such call. */
  readonly earlier: Earlier<NewTask> | null;
}

/** Everything the write needs; it holds only while the assignee's account is enabled and nobody used the same key. */
export interface NewTaskPlan {
  /** The operation's name in the contract, for history. */
  readonly operation: 'CreateTask' | 'CreateRelatedTask';
  readonly model: TaskModel;
  readonly assigneeId: number;
  readonly callerId: number;
  readonly redirectedFromId: number | null;
  readonly redirectPath: readonly number[] | null;
  /** Null beside a parent that has no document. */
  readonly documentId: number | null;
  readonly startVersion: number | null;
  /** Null for a task that is related to none. */
  readonly parentId: number | null;
  /** Whole hours from now to the due date; 0 for none (docs/legacy/operations.md#the-task-element, DeadLine). */
  readonly deadlineHours: number;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
  readonly repeat?: RepeatMark | undefined;
}

/** The answer to the caller. */
export interface NewTask {
  readonly taskId: number;
  /** The login of the actual assignee, when a redirection sent the task past the account that was named. */
  readonly redirectedTo: string | null;
}

/** The subject of the task: its document and parent. */
type Subject = Pick<NewTaskPlan, 'operation' | 'documentId' | 'startVersion' | 'parentId'>;

/** With which both operations that create a task end. */
export type NewTaskRefusal = 'user-not-found' | 'form-template-missing';

/**
 * Who gets the task, and is it complete? The last checks of both operations that create one
 * (docs/legacy/operations.md#createtask): disabled accounts are as good as unknown, as in ReassignTask
 * (docs/legacy/operations.md#whom-a-task-may-be-reassigned-to). A due date in the past is accepted
 * (docs/legacy/operations.md#defaults-of-createtask).
 */
export function planNewTask(
  { credential, context, repeat }: NewTaskRequest,
  { now, target, redirections }: NewTaskFacts,
  { caller, model, subject }: { readonly caller: Caller; readonly model: TaskModel; readonly subject: Subject },
): NewTaskPlan | Refused<NewTaskRefusal> {
  if (!target?.enabled) return refused('user-not-found');
  if (model.requirements.some(lacksTemplate)) return refused('form-template-missing');

  const { recipient, path } = followRedirections(target, redirections);
  const redirected = recipient.id !== target.id;
  return {
    ...subject,
    // A span that ends after the due date restricts nothing and reminds of nothing.
    model: {
      ...model,
      allowedStartHours: Math.max(0, model.allowedStartHours),
      reminderHours: Math.max(0, model.reminderHours),
    },
    assigneeId: recipient.id,
    callerId: caller.id,
    redirectedFromId: redirected ? target.id : null,
    redirectPath: redirected ? path : null,
    deadlineHours: deadlineHours(now, model.dueAt),
    credentialKind: credential.kind,
    context,
    repeat,
  };
}

/** The object of a FormTemplate requirement is the template (docs/legacy/operations.md#requirement-types). */
const lacksTemplate = ({ type, objectId }: Requirement): boolean => type === 'FormTemplate' && objectId <= 0;
