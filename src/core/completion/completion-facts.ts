import type { TaskFact, TaskFacts } from '../tasks/task-facts.ts';

/**
 * What a task demands before it can be completed, and how far it is. Team members do their team's tasks
 * (docs/legacy/operations.md#tasks-of-a-team).
 */
export interface CompletableTask extends TaskFact {
  /** Their names (docs/legacy/operations.md#requirement-types). */
  readonly requirements: readonly string[];
  readonly comments: string;
  readonly approvalStatus: 'NoResult' | 'Rejected' | 'Approved';
  readonly attachmentCount: number;
  /** The moment before which the task cannot be completed; null when there is none. */
  readonly allowedStartAt: Date | null;
  /** False for a task without a document: what concerns a document is then no obstacle. */
  readonly hasDocument: boolean;
  readonly callerHasCheckedOut: boolean;
  readonly callerHasReadNewest: boolean;
  /** The published version, or the newest one if none is published. */
  readonly callerHasReadPublished: boolean;
  /** The caller has made a version of the document since the task was started. */
  readonly callerHasEdited: boolean;
  /** Somebody has reviewed the document since the task was started. */
  readonly isoReviewed: boolean;
  readonly soxReviewed: boolean;
  readonly assignedById: number | null;
  readonly supervisorId: number | null;
  readonly documentOwnerId: number | null;
  readonly notifyOnCompletion: boolean;
}

export interface CompletionFacts extends TaskFacts {
  readonly task: CompletableTask | null;
}
