import type { Credential } from '../core/access/credential.ts';
import { decideGetTask, type Task } from '../core/tasks/get-task.ts';
import {
  decideReassignment,
  type EmptyInstructions,
  type Reassignment,
  type ReassignmentPlan,
  type ReassignmentRequest,
  type ReassignmentSnapshot,
} from '../core/tasks/reassign-task.ts';
import type { Rejection } from '../core/completion/rejection.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import type { Repeated } from '../core/retry.ts';
import { createCompletionOperations, type CompletionOperations } from './completion.ts';
import { createDocumentReviewOperations, type DocumentReviewOperations } from './document-reviews.ts';
import { createRedirectionOperations, type RedirectionOperations } from './redirections.ts';
import { marked, unlessRepeated } from './repeats.ts';
import { run, type Change } from './run.ts';
import { UNOBSERVED, type SignInMeans } from './sign-in-guard.ts';
import type { Store } from './store.ts';
import { createTaskChangeOperations, type TaskChangeOperations } from './task-changes.ts';
import { createTaskCreationOperations, type TaskCreationOperations } from './task-creation.ts';
import { createTaskListOperations, type TaskListOperations } from './task-lists.ts';
import { createTaskTransferOperations, type TaskTransferOperations } from './task-transfer.ts';
import { createTicketOperations, type TicketOperations, type TicketPolicy } from './tickets.ts';

export interface Policy extends TicketPolicy {
  readonly emptyInstructions: EmptyInstructions;
  /** Left out: stop. */
  readonly rejection?: Rejection;
}

/** Everything the server can do, for every dialect. Each answers a value or a refusal, and throws on a fault. */
export interface Operations
  extends
    TicketOperations,
    TaskChangeOperations,
    CompletionOperations,
    DocumentReviewOperations,
    RedirectionOperations,
    TaskCreationOperations,
    TaskListOperations,
    TaskTransferOperations {
  getTask(request: {
    readonly credential: Credential;
    readonly taskId: number;
  }): Promise<{ readonly task: Task } | Refused>;
  reassignTask(request: ReassignmentRequest): Promise<Reassignment | Refused>;
  /** For the log: the login of whoever this credential was found to belong to, once an operation has been run with it. */
  loginOf(credential: Credential): string | undefined;
}

export function createOperations(store: Store, policy: Policy, signIns: SignInMeans = UNOBSERVED): Operations {
  const reassignment: Change<ReassignmentRequest, ReassignmentSnapshot, Reassigning, Reassignment> = {
    read: store.readReassignment,
    decide: (asked, snapshot) => decideReassignment(asked, snapshot, policy.emptyInstructions),
    write: unlessRepeated(async (plan) => answerTo(plan, await store.writeReassignment(plan))),
  };

  return {
    ...createTicketOperations(store, policy, signIns),
    ...createTaskChangeOperations(store),
    ...createCompletionOperations(store, policy.rejection),
    ...createDocumentReviewOperations(store),
    ...createRedirectionOperations(store),
    ...createTaskCreationOperations(store),
    ...createTaskListOperations(store),
    ...createTaskTransferOperations(store),

    loginOf: (credential) => store.loginOf(credential),

    async getTask(request) {
      const decision = decideGetTask(request.credential, await store.readTask(request));
      if (!isRefused(decision)) store.extendTicket(request.credential);
      return decision;
    },

    async reassignTask(request) {
      const done = await run(reassignment, marked(request, store.retryOfReassignment(request)));
      if (isRefused(done)) return done;
      store.extendTicket(request.credential);
      return done.written;
    },
  };
}

type Reassigning = ReassignmentPlan | Repeated<Reassignment>;

const answerTo = (
  { assigneeId, assigneeFullName, redirectedFrom }: ReassignmentPlan,
  written: { readonly successorId: number } | null,
): Reassignment | null => written && { taskId: written.successorId, assigneeId, assigneeFullName, redirectedFrom };
