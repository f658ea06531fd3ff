import { isRefused } from '../core/refusal.ts';
import type { Repeated, RepeatMark } from '../core/repeats.ts';
import {
  decideReassignment,
  type EmptyInstructions,
  type Reassignment,
  type ReassignmentPlan,
  type ReassignmentRefusal,
  type ReassignmentRequest,
  type ReassignmentSnapshot,
} from '../core/tasks/reassign-task.ts';
import type { ReassignmentLimit } from '../core/tasks/reassignments.ts';
import { extending, type TicketExtender } from './extended.ts';
import { withRepeat, unlessRepeated } from './repeats.ts';
import { run, type Change, type ChangeRefused } from './run.ts';

/** The part of the store that a reassignment uses. */
export interface ReassignmentStore extends TicketExtender {
  readonly readReassignment: (request: ReassignmentRequest) => Promise<ReassignmentSnapshot>;
  /** Present when the request may be a repeat of one already answered. */
  readonly repeatOfReassignment: (request: ReassignmentRequest) => RepeatMark | undefined;
  /** Null when the task has changed since it was decided. */
  readonly writeReassignment: (plan: ReassignmentPlan) => Promise<{ readonly successorId: number } | null>;
}

export interface ReassignmentPolicy extends ReassignmentLimit {
  readonly emptyInstructions: EmptyInstructions;
}

/** The operation that gives one task to somebody else: the old task ends, a new one follows it. */
export interface ReassignmentOperations {
  reassignTask(request: ReassignmentRequest): Promise<Reassignment | ChangeRefused<ReassignmentRefusal>>;
}

type Reassigning = ReassignmentPlan | Repeated<Reassignment>;

export function createReassignmentOperations(
  store: ReassignmentStore,
  { emptyInstructions, ...limit }: ReassignmentPolicy,
): ReassignmentOperations {
  const reassignment: Change<
    ReassignmentRequest,
    ReassignmentSnapshot,
    Reassigning,
    Reassignment,
    ReassignmentRefusal
  > = {
    read: store.readReassignment,
    decide: (asked, snapshot) => decideReassignment(asked, snapshot, emptyInstructions, limit),
    write: unlessRepeated(async (plan) => answerTo(plan, await store.writeReassignment(plan))),
  };

  return {
    reassignTask: extending(store)(async (request: ReassignmentRequest) => {
      const done = await run(reassignment, withRepeat(request, store.repeatOfReassignment(request)));
      return isRefused(done) ? done : done.written;
    }),
  };
}

const answerTo = (
  { answer }: ReassignmentPlan,
  written: { readonly successorId: number } | null,
): Reassignment | null => written && { taskId: written.successorId, ...answer };
