import { decideAttaching } from '../core/tasks/add-workflow-attachment.ts';
import { decideDueDateChange, type DueDateRequest } from '../core/tasks/change-task-due-date.ts';
import { decideDeletion } from '../core/tasks/delete-task.ts';
import type { Credential } from '../core/access/credential.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import { decideDetaching } from '../core/tasks/remove-workflow-attachment.ts';
import { decideApproval, type ApprovalRequest } from '../core/completion/set-task-approval-status.ts';
import { decideComment, type CommentRequest } from '../core/tasks/set-task-comment.ts';
import { decidePriority, type PriorityRequest } from '../core/tasks/set-task-priority.ts';
import type { TaskChange, TaskRemoval } from '../core/tasks/task-change.ts';
import type { TaskFacts, TaskRequest } from '../core/tasks/task-facts.ts';
import { decideFinishDate, type FinishDateRequest } from '../core/completion/update-task-finish-date.ts';
import type { AttachmentFacts, AttachmentRequest, AttachmentWrite } from '../core/tasks/workflow-attachment.ts';
import { run } from './run.ts';

type Done = { readonly taskId: number };

/** What changes of one task need of the store; a write answers null when the task has changed since it was decided. */
export interface TaskChangeStore {
  readonly readTaskFacts: (request: Pick<TaskRequest, 'credential' | 'taskId'>) => Promise<TaskFacts>;
  readonly changeTask: (change: TaskChange) => Promise<Done | null>;
  readonly removeTask: (removal: TaskRemoval) => Promise<Done | null>;
  readonly readAttachmentFacts: (request: AttachmentRequest) => Promise<AttachmentFacts>;
  readonly writeAttachment: (plan: AttachmentWrite) => Promise<Done | null>;
  readonly extendTicket: (ticket: Credential) => void;
}

/** The operations that change one task and answer no more than that they did (operations.md 6). */
export interface TaskChangeOperations {
  changeTaskDueDate(request: DueDateRequest): Promise<Done | Refused>;
  updateTaskFinishDate(request: FinishDateRequest): Promise<Done | Refused>;
  setTaskComment(request: CommentRequest): Promise<Done | Refused>;
  setTaskPriority(request: PriorityRequest): Promise<Done | Refused>;
  setTaskApprovalStatus(request: ApprovalRequest): Promise<Done | Refused>;
  addWorkflowAttachment(request: AttachmentRequest): Promise<Done | Refused>;
  removeWorkflowAttachment(request: AttachmentRequest): Promise<Done | Refused>;
  deleteTask(request: TaskRequest): Promise<Done | Refused>;
}

/**
 * More than one who hands a task over gets: a comment and a priority do not contradict each other, and a client may
 * attach a whole folder at once. Each attempt that is lost was somebody else's change made.
 */
const ATTEMPTS = 64;

export function createTaskChangeOperations(store: TaskChangeStore): TaskChangeOperations {
  const change =
    <Request extends TaskRequest, Snapshot, Plan extends object>(
      read: (request: Request) => Promise<Snapshot>,
      decide: (request: Request, snapshot: Snapshot) => Plan | Refused,
      write: (plan: Plan) => Promise<object | null>,
    ) =>
    async (request: Request): Promise<Done | Refused> => {
      const done = await run({ read, decide, write }, request, ATTEMPTS);
      if (isRefused(done)) return done;
      store.extendTicket(request.credential);
      return { taskId: request.taskId };
    };

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
