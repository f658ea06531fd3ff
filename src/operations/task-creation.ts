import type { Credential } from '../core/credential.ts';
import { decideRelatedTask, type RelatedTaskFacts, type RelatedTaskRequest } from '../core/create-related-task.ts';
import { decideTaskCreation, type TaskCreationFacts, type TaskCreationRequest } from '../core/create-task.ts';
import type { NewTask, NewTaskPlan, NewTaskRequest } from '../core/new-task.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import { run } from './run.ts';

/** What opening new tasks needs of the store; the write answers null when the assignee has been disabled meanwhile. */
export interface TaskCreationStore {
  readonly readTaskCreation: (request: TaskCreationRequest) => Promise<TaskCreationFacts>;
  readonly readRelatedTask: (request: RelatedTaskRequest) => Promise<RelatedTaskFacts>;
  readonly openTask: (plan: NewTaskPlan) => Promise<NewTask | null>;
  readonly extendTicket: (ticket: Credential) => void;
}

/** The operations that open tasks outside workflows (operations.md 6). */
export interface TaskCreationOperations {
  createTask(request: TaskCreationRequest): Promise<NewTask | Refused>;
  createRelatedTask(request: RelatedTaskRequest): Promise<NewTask | Refused>;
}

export function createTaskCreationOperations(store: TaskCreationStore): TaskCreationOperations {
  const create =
    <Request extends NewTaskRequest, Facts>(
      read: (request: Request) => Promise<Facts>,
      decide: (request: Request, facts: Facts) => NewTaskPlan | Refused,
    ) =>
    async (request: Request): Promise<NewTask | Refused> => {
      const done = await run({ read, decide, write: store.openTask }, request);
      if (isRefused(done)) return done;
      store.extendTicket(request.credential);
      return done.written;
    };

  return {
    createTask: create(store.readTaskCreation, decideTaskCreation),
    createRelatedTask: create(store.readRelatedTask, decideRelatedTask),
  };
}
