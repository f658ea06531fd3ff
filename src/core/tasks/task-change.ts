import type { Caller } from '../access/caller.ts';
import type { CallContext, CredentialKind } from '../access/credential.ts';
import type { Sharing } from '../shares/share.ts';
import type { Requirement } from './get-task.ts';
import type { TaskFact } from './task-facts.ts';
import type { TaskStatus } from './task-status.ts';

/** The fields that a change may set; fields left out stay. */
export interface TaskFields {
  readonly status?: TaskStatus;
  readonly approvalStatus?: 'NoResult' | 'Rejected' | 'Approved';
  readonly priority?: number;
  readonly comments?: string;
  readonly startedAt?: Date | null;
  readonly finishedAt?: Date | null;
  /** Null for none. */
  readonly dueAt?: Date | null;
  /** Hours before the due date; 0 for none. */
  readonly allowedStartHours?: number;
  readonly endVersion?: number | null;
  /** A dropped task whose step waits for it all the same. */
  readonly holdsStep?: boolean;
}

/** What only a change that has to do with shares gives new values. */
export interface SharingFields extends TaskFields {
  readonly assigneeId?: number | null;
  readonly teamId?: number | null;
  readonly redirectedFromId?: number | null;
  /** 0 when no shares are kept; 1 when they are and the holder alone may act; 2 when others may too. */
  readonly sharing?: 0 | 1 | 2;
  readonly instructions?: string;
  readonly requirements?: readonly Requirement[];
}

/** A mail to somebody, or to every enabled member of a team but one, or to the task's supervisors but one. */
export type Notice =
  | { readonly topic: string; readonly recipientId: number }
  | { readonly topic: string; readonly teamId: number; readonly exceptId: number | null }
  | { readonly topic: string; readonly toSupervisors: true; readonly exceptId: number | null };

/** The effects of a change beside new values. */
export interface TaskEffects {
  /** Mail to send. */
  readonly notices?: readonly Notice[];
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
  /** Null for the server itself. */
  readonly callerId: number | null;
  readonly credentialKind: CredentialKind;
  readonly context: CallContext;
  /** The name of the API key it came by. */
  readonly key?: string | undefined;
  /** Whether the caller is another account than the key's own. */
  readonly onBehalf?: boolean | undefined;
}

/** Takes a task away for good. */
export interface TaskRemoval extends TaskWrite, Pick<TaskEffects, 'advancesWorkflow'> {}

/** New values for one task. */
export interface TaskChange extends TaskWrite, TaskEffects {
  readonly fields: SharingFields;
  /** All shares of the task as they are to be; left out, they stay. */
  readonly sharing?: Sharing;
  /** Whoever had the task passes it on: counted as one more reassignment. */
  readonly passesOn?: boolean;
  /** Words of the caller's own for history. */
  readonly reason?: string | null;
  /** What else history is to say of a change of shares. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What came of a change; all but the number is known of one that has to do with shares. */
export interface ChangedTask {
  readonly taskId: number;
  readonly version?: number;
  readonly updatedAt?: Date;
  /** The numbers of all shares, in their order. */
  readonly shareIds?: readonly string[];
}

/** With what, and by which call, a change is made. */
export interface Origin {
  readonly credential: { readonly kind: CredentialKind };
  readonly context: CallContext;
}

/** Who makes a change, and of which state of which task. */
export interface Changed {
  /** Without an account: the server itself. */
  readonly caller: Pick<Caller, 'id' | 'key'> | { readonly id: null; readonly key?: undefined };
  readonly task: Pick<TaskFact, 'id' | 'version'>;
}

/** Ties a write to the caller and to the version of the task that was decided on. */
export const taskWrite = (
  operation: string,
  { credential, context }: Origin,
  { caller, task }: Changed,
): TaskWrite => ({
  taskId: task.id,
  version: task.version,
  operation,
  callerId: caller.id,
  credentialKind: credential.kind,
  context,
  ...(caller.key && { key: caller.key.name, onBehalf: caller.key.actsForAnother }),
});
