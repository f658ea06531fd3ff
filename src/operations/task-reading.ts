import type { Credential } from '../core/access/credential.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import { decideGetTask, type Task, type TaskSnapshot } from '../core/tasks/get-task.ts';
import type { TaskRefusal } from '../core/tasks/task-facts.ts';

interface TaskQuestion {
  readonly credential: Credential;
  readonly taskId: number;
}

/** The part of the store that reading one task uses. */
export interface TaskReadingStore {
  readonly readTask: (request: TaskQuestion) => Promise<TaskSnapshot>;
  readonly extendTicket: (ticket: Credential) => void;
}

/** The operation that shows one task. */
export interface TaskReadingOperations {
  getTask(request: TaskQuestion): Promise<{ readonly task: Task } | Refused<TaskRefusal>>;
}

export const createTaskReadingOperations = (store: TaskReadingStore): TaskReadingOperations => ({
  async getTask(request) {
    const decision = decideGetTask(request.credential, await store.readTask(request));
    if (!isRefused(decision)) store.extendTicket(request.credential);
    return decision;
  },
});
