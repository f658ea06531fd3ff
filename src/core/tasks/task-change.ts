import type { CallContext, Credential } from '../access/credential.ts';
import type { Caller } from '../access/caller.ts';
import type { TaskFact, TaskRequest } from './task-facts.ts';
import type { TaskStatus } from './task-status.ts';

/** The fields that a change may set; fields left out stay. */
export interface TaskFields {
  readonly status?: TaskStatus;
  readonly approvalStatus?: 'NoResult' | 'Rejected' | 'Approved';
  readonly priority?: number;
  readonly comments?: string;
  readonly startedAt?: Date | null;
  readonly finishedAt?: Date | null;
  readonly dueAt?: Date;
  /** Hours before the due date; 0 for none. */
  readonly allowedStartHours?: number;
  readonly endVersion?: number | null;
  /** A dropped task whose step waits for it all the same. */
  readonly holdsStep?: boolean;
}

/** The effects of a change beside new values. */
export interface TaskEffects {
  /** Mail to send. */
  readonly notices?: readonly { readonly topic: string; readonly recipientId: number }[];
  /** Topics whose notices about this task, sent or not, are forgotten, so that they may come again. */
  readonly forgottenTopics?: readonly string[];
  readonly removesAttachments?: boolean;
  /** Ends or gives up the task: if its step waited for nothing else, the next step's tasks start. */
  readonly advancesWorkflow?: boolean;
  /** The task was rejected: nothing of its workflow goes on, and what is open of it is dropped. */
  readonly stopsWorkflow?: boolean;
}

/** A change of one task; it holds only while the task still has `version`. */
export interface TaskWrite {
  readonly taskId: number;
  readonly version: number;
  /** The operation's name in the contract, for history. */
  readonly operation: string;
  readonly callerId: number;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
}

/** Takes a task away for good. */
export interface TaskRemoval extends TaskWrite, Pick<TaskEffects, 'advancesWorkflow'> {}

/** New values for one task. */
export interface TaskChange extends TaskWrite, TaskEffects {
  readonly fields: TaskFields;
}

/** Ties a write to the caller and to the version of the task that was decided on. */
export const taskWrite = (
  operation: string,
  { credential, context }: TaskRequest,
  { caller, task }: { readonly caller: Caller; readonly task: TaskFact },
): TaskWrite => ({
  taskId: task.id,
  version: task.version,
  operation,
  callerId: caller.id,
  credentialKind: credential.kind,
  context,
});
