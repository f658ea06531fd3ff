import {
  decideRelatedTask,
  type RelatedTaskFacts,
  type RelatedTaskRefusal,
  type RelatedTaskRequest,
} from '../core/creation/create-related-task.ts';
import {
  decideTaskCreation,
  type TaskCreationFacts,
  type TaskCreationRefusal,
  type TaskCreationRequest,
} from '../core/creation/create-task.ts';
import type { NewTask, NewTaskPlan, NewTaskRequest } from '../core/creation/new-task.ts';
import { isRefused, type Refusal, type Refused } from '../core/refusal.ts';
import type { Repeated, RepeatMark } from '../core/repeats.ts';
import { extending, type TicketExtender } from './extended.ts';
import { withRepeat, unlessRepeated } from './repeats.ts';
import { run, type ChangeRefused } from './run.ts';

/**
 * What opening new tasks needs of the store; the write answers null when the assignee has been disabled, or the key
 * been used, meanwhile.
 */
export interface TaskCreationStore extends TicketExtender {
  readonly readTaskCreation: (request: TaskCreationRequest) => Promise<TaskCreationFacts>;
  readonly readRelatedTask: (request: RelatedTaskRequest) => Promise<RelatedTaskFacts>;
  /**
   * Present when the request may be a repeat of one already answered, by its key.
   * @param subject the id or path of what the task is created on
   */
  readonly repeatOfKey: (
    operation: Creation,
    subject: number | string,
    request: NewTaskRequest,
  ) => RepeatMark | undefined;
  readonly openTask: (plan: NewTaskPlan) => Promise<NewTask | null>;
}

type Creation = NewTaskPlan['operation'];

/** The operations that open tasks outside workflows (docs/legacy/operations.md#tasks). */
export interface TaskCreationOperations {
  createTask(request: TaskCreationRequest): Promise<NewTask | ChangeRefused<TaskCreationRefusal>>;
  createRelatedTask(request: RelatedTaskRequest): Promise<NewTask | ChangeRefused<RelatedTaskRefusal>>;
}

export function createTaskCreationOperations(store: TaskCreationStore): TaskCreationOperations {
  // Only a key makes a repeat here, the retry window does not: two tasks that are equal in everything may be meant.
  const create = <Request extends NewTaskRequest, Facts, R extends Refusal>(
    operation: Creation,
    subjectOf: (request: Request) => number | string,
    read: (request: Request) => Promise<Facts>,
    decide: (request: Request, facts: Facts) => NewTaskPlan | Refused<R> | Repeated<NewTask>,
  ) =>
    extending(store)(async (request: Request): Promise<NewTask | ChangeRefused<R>> => {
      const done = await run(
        { read, decide, write: unlessRepeated(store.openTask) },
        withRepeat(request, store.repeatOfKey(operation, subjectOf(request), request)),
      );
      return isRefused(done) ? done : done.written;
    });

  return {
    createTask: create('CreateTask', ({ documentPath }) => documentPath, store.readTaskCreation, decideTaskCreation),
    createRelatedTask: create('CreateRelatedTask', ({ taskId }) => taskId, store.readRelatedTask, decideRelatedTask),
  };
}
