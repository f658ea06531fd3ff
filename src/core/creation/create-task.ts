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

export interface TaskCreationRequest extends NewTaskRequest {
  /** Library, folders and name, matched ignoring case. */
  readonly documentPath: string;
}

export interface TaskCreationFacts extends NewTaskFacts {
  readonly document: TaskDocument | null;
}

export interface TaskDocument {
  readonly id: number;
  readonly version: number;
  readonly offline: boolean;
  /** The path names a shortcut to a document elsewhere. */
  readonly shortcut: boolean;
}

export type TaskCreationRefusal =
  | CallerRefusal
  | 'key-reused'
  | 'document-not-found'
  | 'model-invalid'
  | 'document-is-shortcut'
  | 'document-offline'
  | NewTaskRefusal;

/**
 * May this caller give somebody a task on the document? Checks run in the order of
 * docs/legacy/operations.md#createtask. Who may assign tasks on a document is not written down anywhere: every account
 * may, as every account may read every document and hand on the tasks it has.
 */
export function decideTaskCreation(
  request: TaskCreationRequest,
  facts: TaskCreationFacts,
): NewTaskPlan | Refused<TaskCreationRefusal> | Repeated<NewTask> {
  const { model } = request;
  const { document } = facts;
  const caller = decideCaller(request.credential, facts.caller);
  if (isRefused(caller)) return caller;
  if (facts.earlier) return answeredBy(facts.earlier, request);
  if (!document) return refused('document-not-found');
  if (isRefused(model)) return model;
  if (document.shortcut) return refused('document-is-shortcut');
  if (document.offline) return refused('document-offline');

  return planNewTask(request, facts, {
    caller,
    model,
    subject: { operation: 'CreateTask', documentId: document.id, startVersion: document.version, parentId: null },
  });
}
