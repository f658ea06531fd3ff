import { type ShareAdditionRefusal, decideShareAddition, type ShareAddition } from '../../core/assignment/add-share.ts';
import {
  type AssignmentRefusal,
  decideAssignment,
  namesOfAssignment,
  type Assignment,
  type AssignmentPolicy,
} from '../../core/assignment/assign-task.ts';
import { type ClaimRefusal, decideClaim, type ClaimRequest } from '../../core/assignment/claim-task.ts';
import { type SkipRefusal, decideSkip, type SkipRequest } from '../../core/assignment/escalate-task.ts';
import { decideEdit, type TaskEdit, type TaskEditRefusal } from '../../core/assignment/edit-task.ts';
import { type ReleaseRefusal, decideRelease, type ReleaseRequest } from '../../core/assignment/release-task.ts';
import { type ShareRemovalRefusal, decideShareRemoval, type ShareRemoval } from '../../core/assignment/remove-share.ts';
import {
  type ShareResolutionRefusal,
  decideResolution,
  type ShareResolution,
} from '../../core/assignment/resolve-share.ts';
import { decideOutput, type OutputRefusal, type OutputUpdate } from '../../core/assignment/update-output.ts';
import type {
  CompletableSharedTask,
  SharedTask,
  SharingFacts,
  SharingRequest,
} from '../../core/assignment/sharing-facts.ts';
import {
  type UnassignmentRefusal,
  decideUnassignment,
  namesOfUnassignment,
  type Unassignment,
} from '../../core/assignment/unassign-task.ts';
import type { Rejection } from '../../core/completion/rejection.ts';
import type { Refusal, Refused } from '../../core/refusal.ts';
import type { Share } from '../../core/shares/share.ts';
import type { TaskView } from '../../core/shares/task-view.ts';
import type { SharingStore } from './sharing-store.ts';
import { createTaskChanging, type Changing, type Plan, type SharingRefused } from './task-changing.ts';

/** A task as a call on its shares left it. */
export interface SharedOutcome {
  /** False when what was asked for was so already. */
  readonly changed: boolean;
  /** Of an assignment it names those whom the call does, the caller and a claimant. */
  readonly task: TaskView;
  /** The share that the call made, or found there already; null where it was about none. */
  readonly share: Share | null;
}

/** Who is asked to do a task, and what they do about it: for every API that knows more than one assignee. */
export interface SharingOperations {
  assignTask(request: Assignment): Promise<SharedOutcome | SharingRefused<AssignmentRefusal>>;
  unassignTask(request: Unassignment): Promise<SharedOutcome | SharingRefused<UnassignmentRefusal>>;
  addShare(request: ShareAddition): Promise<SharedOutcome | SharingRefused<ShareAdditionRefusal>>;
  removeShare(request: ShareRemoval): Promise<SharedOutcome | SharingRefused<ShareRemovalRefusal>>;
  claimTask(request: ClaimRequest): Promise<SharedOutcome | SharingRefused<ClaimRefusal>>;
  releaseTask(request: ReleaseRequest): Promise<SharedOutcome | SharingRefused<ReleaseRefusal>>;
  resolveShare(request: ShareResolution): Promise<SharedOutcome | SharingRefused<ShareResolutionRefusal>>;
  skipTier(request: SkipRequest): Promise<SharedOutcome | SharingRefused<SkipRefusal>>;
  editTask(request: TaskEdit): Promise<SharedOutcome | SharingRefused<TaskEditRefusal>>;
  updateOutput(request: OutputUpdate): Promise<SharedOutcome | SharingRefused<OutputRefusal>>;
}

export interface SharingPolicy extends AssignmentPolicy {
  /** Left out: stop. */
  readonly rejection?: Rejection;
}

/** A date and a priority do not contradict each other: each attempt that is lost was somebody else's change made. */
const EDIT_ATTEMPTS = 64;

export function createSharingOperations(
  store: SharingStore,
  { rejection, ...assignment }: SharingPolicy = {},
): SharingOperations {
  const changing = createTaskChanging(store);
  const change = <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: SharingFacts) => Plan | Refused<R>,
    more: Pick<Changing<Request, SharedTask, R>, 'namesOf' | 'needsFewNames'> = {},
  ) => changing({ read: store.readTaskShares, decide, ...more });
  const completing = <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: SharingFacts<CompletableSharedTask>, rejection?: Rejection) => Plan | Refused<R>,
    attempts?: number,
  ) =>
    changing({
      read: store.readCompletableShares,
      decide: (request: Request, facts: SharingFacts<CompletableSharedTask>) => decide(request, facts, rejection),
      ...(attempts !== undefined && { attempts }),
    });

  return {
    assignTask: change((request: Assignment, facts: SharingFacts) => decideAssignment(request, facts, assignment), {
      namesOf: namesOfAssignment,
      needsFewNames: true,
    }),
    unassignTask: change(decideUnassignment, { namesOf: namesOfUnassignment }),
    addShare: change(decideShareAddition, { namesOf: ({ ask }) => [ask.name], needsFewNames: true }),
    removeShare: completing(decideShareRemoval),
    claimTask: change(decideClaim, {
      namesOf: ({ inNameOf }) => (inNameOf ? [{ kind: 'anyone', text: inNameOf.name }] : []),
    }),
    releaseTask: change(decideRelease),
    resolveShare: completing(decideResolution),
    skipTier: change(decideSkip),
    editTask: completing(decideEdit, EDIT_ATTEMPTS),
    updateOutput: completing(decideOutput),
  };
}
