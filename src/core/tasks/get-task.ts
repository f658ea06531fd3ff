import type { Credential } from '../access/credential.ts';
import { refused, type Refused } from '../refusal.ts';
import type { TaskRefusal } from './task-facts.ts';
import type { TaskStatus } from './task-status.ts';
import { versionText } from './task-version.ts';

export interface Requirement {
  /** Its name, such as Approval (docs/legacy/operations.md#requirement-types). */
  readonly type: string;
  readonly objectId: number;
  readonly definition: string;
}

export interface Attachment {
  /** ISO 8601 with offset. */
  readonly attachedAt: string;
  readonly documentId: number;
  readonly documentName: string;
  readonly folderPath: string;
  readonly workflowId: number | null;
  readonly stepNumber: number;
  readonly stepName: string;
  readonly attachedById: number | null;
}

/** A task as a caller may see it; null where it has no such thing. Spans are hours before the due date. */
export interface Task {
  readonly id: number;
  readonly name: string;
  readonly instructions: string;
  readonly stepNumber: number;
  readonly stepName: string;
  readonly workflowId: number | null;
  readonly workflowName: string | null;
  readonly workflowDefinitionId: number | null;
  readonly priority: number;
  readonly status: TaskStatus;
  readonly approvalStatus: 'NoResult' | 'Rejected' | 'Approved';
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly dueAt: Date | null;
  readonly comments: string;
  readonly definitionId: number;
  readonly linkedTaskId: number | null;
  /** A team's id when `assigneeIsTeam`. */
  readonly assigneeId: number | null;
  readonly assigneeIsTeam: boolean;
  readonly assigneeLogin: string | null;
  readonly assigneeFullName: string | null;
  readonly assignedById: number | null;
  readonly assignedByLogin: string | null;
  readonly assignedByFullName: string | null;
  readonly supervisorId: number | null;
  readonly supervisorLogin: string | null;
  readonly supervisorFullName: string | null;
  readonly documentId: number | null;
  readonly documentName: string | null;
  readonly documentVersion: number | null;
  readonly startVersion: number;
  readonly endVersion: number | null;
  readonly documentTypeId: number | null;
  readonly documentTypeName: string | null;
  readonly folderId: number | null;
  readonly libraryId: number | null;
  readonly libraryName: string | null;
  readonly checkedOutById: number | null;
  readonly checkedOutByLogin: string | null;
  readonly checkedOutByFullName: string | null;
  readonly templateId: number;
  readonly redirectedFromId: number | null;
  readonly redirectedFromLogin: string | null;
  readonly redirectedFromFullName: string | null;
  readonly deadlineHours: number;
  readonly rightType: number;
  readonly permissions: readonly string[];
  readonly requirements: readonly Requirement[];
  readonly supervisorNoticeHours: number;
  readonly allowedStartHours: number;
  readonly reminderHours: number;
  readonly attachments: readonly Attachment[];
}

/** A task with the moment of its last change, which is its version. */
export interface VersionedTask extends Task {
  readonly updatedAt: Date;
}

export interface TaskSnapshot {
  readonly caller: { readonly id: number } | null;
  readonly task: VersionedTask | null;
}

/** The answer to the caller. */
export interface TaskAnswer {
  readonly task: Task;
  /** As `versionText` writes it. */
  readonly version: string;
}

/**
 * May this caller see the task? Any account may; an anonymous caller learns first whether the task exists
 * (docs/legacy/operations.md#which-tasks-a-caller-sees).
 */
export function decideGetTask(
  credential: Credential,
  { caller, task }: TaskSnapshot,
): TaskAnswer | Refused<TaskRefusal> {
  if (credential.kind !== 'anonymous' && !caller) return refused('ticket-invalid');
  if (!task) return refused('task-not-found');
  if (credential.kind === 'anonymous') return refused('anonymous');
  return { task, version: versionText(task.updatedAt) };
}
