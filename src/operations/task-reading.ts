import type { Refused } from '../core/refusal.ts';
import { decideGetTask, type TaskAnswer, type TaskSnapshot } from '../core/tasks/get-task.ts';
import type { TaskRefusal } from '../core/tasks/task-facts.ts';
import { extending, type CallerRequest, type TicketExtender } from './extended.ts';

interface TaskQuestion extends CallerRequest {
  readonly taskId: number;
}

/** The part of the store that reading one task uses. */
export interface TaskReadingStore extends TicketExtender {
  readonly readTask: (request: TaskQuestion) => Promise<TaskSnapshot>;
}

/** The operation that shows one task. */
export interface TaskReadingOperations {
  getTask(request: TaskQuestion): Promise<TaskAnswer | Refused<TaskRefusal>>;
}

export const createTaskReadingOperations = (store: TaskReadingStore): TaskReadingOperations => ({
  getTask: extending(store)(async (request: TaskQuestion) =>
    decideGetTask(request.credential, await store.readTask(request)),
  ),
});
