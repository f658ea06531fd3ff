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
import type { PartyName } from '../../core/assignment/named-parties.ts';
import type {
  AssignmentFacts,
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
import type { AssignedView, TaskView } from '../../core/shares/task-view.ts';
import { createAssigning } from './assigning.ts';
import type { SharingStore } from './sharing-store.ts';
import { createTaskChanging, type Changing, type Plan, type SharingRefused } from './task-changing.ts';

/** A task as a call on its shares left it. */
export interface SharedOutcome {
  /** False when what was asked for was so already. */
  readonly changed: boolean;
  readonly task: TaskView;
  /** The share that the call made, or found there already; null where it was about none. */
  readonly share: Share | null;
}

/** A task as a call that gave it to somebody left it. */
export interface AssignedOutcome extends Omit<SharedOutcome, 'task'> {
  /** It names those whom the call does, the caller and a claimant. */
  readonly task: AssignedView;
}

/** Who is asked to do a task, and what they do about it: for every API that knows more than one assignee. */
export interface SharingOperations {
  assignTask(request: Assignment): Promise<AssignedOutcome | SharingRefused<AssignmentRefusal>>;
  unassignTask(request: Unassignment): Promise<SharedOutcome | SharingRefused<UnassignmentRefusal>>;
  addShare(request: ShareAddition): Promise<AssignedOutcome | SharingRefused<ShareAdditionRefusal>>;
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

export function createSharingOperations(
  store: SharingStore,
  { rejection, ...assignment }: SharingPolicy = {},
): SharingOperations {
  const changing = createTaskChanging(store);
  const change = <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: SharingFacts) => Plan | Refused<R>,
    more: Pick<Changing<Request, SharedTask, R>, 'namesOf'> = {},
  ) => changing({ read: store.readTaskShares, decide, ...more });
  const completing = <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: SharingFacts<CompletableSharedTask>, rejection?: Rejection) => Plan | Refused<R>,
  ) =>
    changing({
      read: store.readCompletableShares,
      decide: (request: Request, facts: SharingFacts<CompletableSharedTask>) => decide(request, facts, rejection),
    });

  const assign = createAssigning(store);
  const assigning = <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: AssignmentFacts) => Plan | Refused<R>,
    namesOf: (request: Request) => readonly PartyName[],
  ) => assign(decide, namesOf, change(decide, { namesOf }));

  return {
    assignTask: assigning(
      (request: Assignment, facts: AssignmentFacts) => decideAssignment(request, facts, assignment),
      namesOfAssignment,
    ),
    unassignTask: change(decideUnassignment, { namesOf: namesOfUnassignment }),
    addShare: assigning(decideShareAddition, ({ ask }) => [ask.name]),
    removeShare: completing(decideShareRemoval),
    claimTask: change(decideClaim, {
      namesOf: ({ inNameOf }) => (inNameOf ? [{ kind: 'anyone', text: inNameOf.name }] : []),
    }),
    releaseTask: change(decideRelease),
    resolveShare: completing(decideResolution),
    skipTier: change(decideSkip),
    editTask: completing(decideEdit),
    updateOutput: completing(decideOutput),
  };
}
