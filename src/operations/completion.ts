import {
  decideCompletion,
  type CommentedChange,
  type CompletionRefusal,
  type CompletionRequest,
} from '../core/completion/complete-task.ts';
import type { CompletionFacts } from '../core/completion/completion-facts.ts';
import { isRefused, refused, type Refusal, type Refused } from '../core/refusal.ts';
import type { ChangedTask, TaskChange } from '../core/tasks/task-change.ts';
import type { TaskRequest } from '../core/tasks/task-facts.ts';
import {
  decideCompletionTest,
  type CompletionTest,
  type CompletionTestRefusal,
} from '../core/completion/test-task-completion.ts';
import type { Rejection } from '../core/completion/rejection.ts';
import { decideStatus, type StatusRefusal, type StatusRequest } from '../core/completion/update-task-status.ts';
import { extending, type TicketExtender } from './extended.ts';
import { run, type ChangeRefused } from './run.ts';

type Done = { readonly taskId: number };

/** The part of the store that completing uses; a write is null when the task has changed since the decision. */
export interface CompletionStore extends TicketExtender {
  readonly readCompletionFacts: (
    request: Pick<TaskRequest, 'credential' | 'taskId' | 'ifMatch'>,
  ) => Promise<CompletionFacts>;
  readonly changeTask: (change: TaskChange) => Promise<ChangedTask | null>;
}

/** The operations that end a task, or say what stands in the way (docs/legacy/operations.md#tasks). */
export interface CompletionOperations {
  completeTask(request: CompletionRequest): Promise<Done | ChangeRefused<CompletionRefusal>>;
  testTaskCompletion(request: CompletionTest): Promise<{ readonly completable: true } | Refused<CompletionTestRefusal>>;
  updateTaskStatus(request: StatusRequest): Promise<Done | ChangeRefused<StatusRefusal>>;
}

export function createCompletionOperations(store: CompletionStore, rejection?: Rejection): CompletionOperations {
  const commented = <Request extends TaskRequest, R extends Refusal>(
    decide: (request: Request, facts: CompletionFacts, rejection?: Rejection) => CommentedChange<R> | Refused<R>,
  ) =>
    extending(store)(async (request: Request): Promise<Done | ChangeRefused<R>> => {
      const done = await run(
        {
          read: store.readCompletionFacts,
          decide: (asked: Request, facts: CompletionFacts) => decide(asked, facts, rejection),
          write: ({ change }: CommentedChange<R>) => store.changeTask(change),
        },
        request,
      );
      if (isRefused(done)) return done;
      return done.plan.refusal ? refused(done.plan.refusal) : { taskId: request.taskId };
    });

  return {
    completeTask: commented(decideCompletion),
    updateTaskStatus: commented(decideStatus),

    testTaskCompletion: extending(store)(async (request: CompletionTest) =>
      decideCompletionTest(request, await store.readCompletionFacts(request)),
    ),
  };
}
