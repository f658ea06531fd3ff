import { sharingOf } from './implied-share.ts';
import type { Decision, Sharing } from './share.ts';
import type { TaskStatus } from '../tasks/task-status.ts';
import type { Requirement } from '../tasks/get-task.ts';

export interface PersonView {
  readonly id: number;
  readonly uuid: string;
  readonly login: string;
  /** '' for none. */
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly fullName: string;
  readonly enabled: boolean;
}

export interface TeamView {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

/** The document that a task is about. */
export interface DocumentView {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly path: string;
  readonly version: number;
}

/** The workflow that a task belongs to. */
export interface WorkflowView {
  readonly id: number;
  readonly name: string;
  readonly definitionId: number;
  readonly definitionName: string;
}

/** The names of everybody whom a task or its shares mention by a number. */
export interface Mentioned {
  readonly people: readonly PersonView[];
  readonly teams: readonly TeamView[];
}

/** What is told of a task that was given to somebody: of its people those whom the call names, the caller and a claimant. */
export interface AssignedView {
  readonly id: number;
  readonly uuid: string;
  /** Rises with every change. */
  readonly version: number;
  readonly status: TaskStatus;
  readonly approvalStatus: Decision;
  readonly name: string;
  readonly stepName: string;
  readonly createdAt: Date;
  /** The moment of the last change; shown to a millisecond it differs for every version. */
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  /** The holder: the person or team that the legacy API shows. */
  readonly assigneeId: number | null;
  readonly teamId: number | null;
  /** The owner. */
  readonly assignedById: number | null;
  readonly redirectedFromId: number | null;
  readonly document: Pick<DocumentView, 'id' | 'uuid' | 'name' | 'version'> | null;
  readonly workflow: Pick<WorkflowView, 'id' | 'definitionId'> | null;
  /** The task that a reassignment made of this one. */
  readonly successor: { readonly id: number; readonly uuid: string; readonly createdAt: Date } | null;
  /** The namespace of uuids that are made from names. */
  readonly installationId: string;
  readonly people: readonly Pick<PersonView, 'id' | 'uuid' | 'login' | 'email' | 'fullName'>[];
  readonly teams: readonly TeamView[];
  readonly sharing: Sharing;
}

/** A task with its shares, for every API that shows more than one assignee. */
export interface TaskView extends AssignedView, Mentioned {
  /** Legacy numbers: 0, 1, 5, 10, 11. */
  readonly priority: number;
  readonly instructions: string;
  readonly comments: string;
  readonly requirements: readonly Requirement[];
  readonly startedAt: Date | null;
  readonly dueAt: Date | null;
  readonly supervisorId: number | null;
  readonly document: DocumentView | null;
  readonly workflow: WorkflowView | null;
  readonly people: readonly PersonView[];
  readonly teams: readonly TeamView[];
}

/** A task as it is read: null where no shares are kept of it. */
export type ShownTask = Omit<TaskView, 'sharing'> & { readonly sharing: Sharing | null };

export const viewOf = (shown: ShownTask): TaskView => ({ ...shown, sharing: sharingOf(shown) });
