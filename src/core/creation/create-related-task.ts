import { decideCaller, type CallerRefusal } from '../access/caller.ts';
import {
  planNewTask,
  type NewTask,
  type NewTaskFacts,
  type NewTaskPlan,
  type NewTaskRefusal,
  type NewTaskRequest,
} from './new-task.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { answeredBy, type Repeated } from '../repeats.ts';
import { isOpen, type TaskStatus } from '../tasks/task-status.ts';

export interface RelatedTaskRequest extends NewTaskRequest {
  /** The task the new one is to be related to. */
  readonly taskId: number;
}

export interface RelatedTaskFacts extends NewTaskFacts {
  readonly parent: ParentTask | null;
}

export interface ParentTask {
  readonly id: number;
  readonly status: TaskStatus;
  /** Null for a task without a document. */
  readonly documentId: number | null;
  readonly documentVersion: number | null;
  readonly documentOffline: boolean;
  /** The document is a shortcut to one elsewhere. */
  readonly documentIsShortcut: boolean;
}

export type RelatedTaskRefusal =
  | CallerRefusal
  | 'key-reused'
  | 'task-not-found'
  | 'model-invalid'
  | 'document-is-shortcut'
  | 'document-offline'
  | NewTaskRefusal;

/**
 * May this caller give somebody a task beside this one, on its document? Checks run in the order of
 * docs/legacy/operations.md#createrelatedtask, which has one answer for a parent that does not exist and one that
 * nobody works on. Every account may assign tasks, as in CreateTask, and the document has to be one that takes tasks,
 * as there.
 */
export function decideRelatedTask(
  request: RelatedTaskRequest,
  facts: RelatedTaskFacts,
): NewTaskPlan | Refused<RelatedTaskRefusal> | Repeated<NewTask> {
  const { model } = request;
  const { parent } = facts;
  const caller = decideCaller(request.credential, facts.caller);
  if (isRefused(caller)) return caller;
  if (facts.earlier) return answeredBy(facts.earlier, request);
  if (isRefused(model)) return model;
  if (!parent || !isOpen(parent.status)) return refused('task-not-found');
  if (parent.documentIsShortcut) return refused('document-is-shortcut');
  if (parent.documentOffline) return refused('document-offline');

  return planNewTask(request, facts, {
    caller,
    model,
    subject: {
      operation: 'CreateRelatedTask',
      documentId: parent.documentId,
      startVersion: parent.documentVersion,
      parentId: parent.id,
    },
  });
}
