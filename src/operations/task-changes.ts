import { decideAttaching } from '../core/tasks/add-workflow-attachment.ts';
import { decideDueDateChange, type DueDateRefusal, type DueDateRequest } from '../core/tasks/change-task-due-date.ts';
import { decideDeletion, type DeletionRefusal } from '../core/tasks/delete-task.ts';
import { isRefused, type Refusal, type Refused } from '../core/refusal.ts';
import { decideDetaching } from '../core/tasks/remove-workflow-attachment.ts';
import {
  decideApproval,
  type ApprovalRefusal,
  type ApprovalRequest,
} from '../core/completion/set-task-approval-status.ts';
import { decideComment, type CommentRefusal, type CommentRequest } from '../core/tasks/set-task-comment.ts';
import { decidePriority, type PriorityRefusal, type PriorityRequest } from '../core/tasks/set-task-priority.ts';
import type { ChangedTask, TaskChange, TaskRemoval } from '../core/tasks/task-change.ts';
import type { TaskFacts, TaskRequest } from '../core/tasks/task-facts.ts';
import {
  decideFinishDate,
  type FinishDateRefusal,
  type FinishDateRequest,
} from '../core/completion/update-task-finish-date.ts';
import type {
  AttachmentFacts,
  AttachmentRefusal,
  AttachmentRequest,
  AttachmentWrite,
} from '../core/tasks/workflow-attachment.ts';
import { extending, type TicketExtender } from './extended.ts';
import { ATTEMPTS_IN_PLACE, run, type ChangeRefused } from './run.ts';

type Done = { readonly taskId: number };

/** The part of the store that changes of one task use; a write is null when the task has changed since the decision. */
export interface TaskChangeStore extends TicketExtender {
  readonly readTaskFacts: (request: Pick<TaskRequest, 'credential' | 'taskId' | 'ifMatch'>) => Promise<TaskFacts>;
  readonly changeTask: (change: TaskChange) => Promise<ChangedTask | null>;
  readonly removeTask: (removal: TaskRemoval) => Promise<Done | null>;
  readonly readAttachmentFacts: (request: AttachmentRequest) => Promise<AttachmentFacts>;
  readonly writeAttachment: (plan: AttachmentWrite) => Promise<Done | null>;
}

/** The operations that change one task and answer no more than that they did (docs/legacy/operations.md#tasks). */
export interface TaskChangeOperations {
  changeTaskDueDate(request: DueDateRequest): Promise<Done | ChangeRefused<DueDateRefusal>>;
  updateTaskFinishDate(request: FinishDateRequest): Promise<Done | ChangeRefused<FinishDateRefusal>>;
  setTaskComment(request: CommentRequest): Promise<Done | ChangeRefused<CommentRefusal>>;
  setTaskPriority(request: PriorityRequest): Promise<Done | ChangeRefused<PriorityRefusal>>;
  setTaskApprovalStatus(request: ApprovalRequest): Promise<Done | ChangeRefused<ApprovalRefusal>>;
  addWorkflowAttachment(request: AttachmentRequest): Promise<Done | ChangeRefused<AttachmentRefusal>>;
  removeWorkflowAttachment(request: AttachmentRequest): Promise<Done | ChangeRefused<AttachmentRefusal>>;
  deleteTask(request: TaskRequest): Promise<Done | ChangeRefused<DeletionRefusal>>;
}

export function createTaskChangeOperations(store: TaskChangeStore): TaskChangeOperations {
  const change = <Request extends TaskRequest, Snapshot, Plan extends object, R extends Refusal>(
    read: (request: Request) => Promise<Snapshot>,
    decide: (request: Request, snapshot: Snapshot) => Plan | Refused<R>,
    write: (plan: Plan) => Promise<object | null>,
  ) =>
    extending(store)(async (request: Request): Promise<Done | ChangeRefused<R>> => {
      const done = await run({ read, decide, write }, request, ATTEMPTS_IN_PLACE);
      return isRefused(done) ? done : { taskId: request.taskId };
    });

  const { readTaskFacts, changeTask, removeTask, readAttachmentFacts, writeAttachment } = store;
  return {
    changeTaskDueDate: change(readTaskFacts, decideDueDateChange, changeTask),
    updateTaskFinishDate: change(readTaskFacts, decideFinishDate, changeTask),
    setTaskComment: change(readTaskFacts, decideComment, changeTask),
    setTaskPriority: change(readTaskFacts, decidePriority, changeTask),
    setTaskApprovalStatus: change(readTaskFacts, decideApproval, changeTask),
    addWorkflowAttachment: change(readAttachmentFacts, decideAttaching, (plan) =>
      'unchanged' in plan ? Promise.resolve(plan) : writeAttachment(plan),
    ),
    removeWorkflowAttachment: change(readAttachmentFacts, decideDetaching, writeAttachment),
    deleteTask: change(readTaskFacts, decideDeletion, (plan) =>
      'removal' in plan ? removeTask(plan.removal) : changeTask(plan.change),
    ),
  };
}
