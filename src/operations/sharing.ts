import { type ShareAdditionRefusal, decideShareAddition, type ShareAddition } from '../core/assignment/add-share.ts';
import {
  type AssignmentRefusal,
  decideAssignment,
  namesOfAssignment,
  type Assignment,
} from '../core/assignment/assign-task.ts';
import { type ClaimRefusal, decideClaim, type ClaimRequest } from '../core/assignment/claim-task.ts';
import { type SkipRefusal, decideSkip, type SkipRequest } from '../core/assignment/escalate-task.ts';
import type { PartyName } from '../core/assignment/named-parties.ts';
import { type ReleaseRefusal, decideRelease } from '../core/assignment/release-task.ts';
import { type ShareRemovalRefusal, decideShareRemoval, type ShareRemoval } from '../core/assignment/remove-share.ts';
import {
  type ShareResolutionRefusal,
  decideResolution,
  type ShareResolution,
} from '../core/assignment/resolve-share.ts';
import { isUnchanged, type SharingChange, type Unchanged } from '../core/assignment/sharing-change.ts';
import type { SharedTask, SharingFacts, SharingRequest } from '../core/assignment/sharing-facts.ts';
import { type UnassignmentRefusal, decideUnassignment, type Unassignment } from '../core/assignment/unassign-task.ts';
import type { Rejection } from '../core/completion/rejection.ts';
import { isRefused, type Refusal, type Refused } from '../core/refusal.ts';
import { sharingOf } from '../core/shares/implied-share.ts';
import type { Share, Sharing } from '../core/shares/share.ts';
import type { ChangedTask, TaskChange } from '../core/tasks/task-change.ts';
import { extending, type TicketExtender } from './extended.ts';
import { run, type ChangeRefused } from './run.ts';

/** What the shares need of the store; the write answers null when the task has changed since it was decided. */
export interface SharingStore extends TicketExtender {
  readonly readTaskShares: (
    question: Pick<SharingRequest, 'credential' | 'task'> & { readonly names: readonly PartyName[] },
  ) => Promise<SharingFacts>;
  readonly changeTask: (change: TaskChange) => Promise<ChangedTask | null>;
}

/** A task as a call on its shares left it. */
export interface SharedOutcome {
  readonly taskId: number;
  /** False when what was asked for was so already. */
  readonly changed: boolean;
  readonly version: number;
  readonly updatedAt: Date;
  readonly sharing: Sharing;
  /** The share the call was about, where it was about one. */
  readonly share: Share | null;
  /** The task as it was before. */
  readonly before: SharedTask;
}

/** Who is asked to do a task, and what they do about it: for every API that knows more than one assignee. */
export interface SharingOperations {
  assignTask(request: Assignment): Promise<SharedOutcome | ChangeRefused<AssignmentRefusal>>;
  unassignTask(request: Unassignment): Promise<SharedOutcome | ChangeRefused<UnassignmentRefusal>>;
  addShare(request: ShareAddition): Promise<SharedOutcome | ChangeRefused<ShareAdditionRefusal>>;
  removeShare(request: ShareRemoval): Promise<SharedOutcome | ChangeRefused<ShareRemovalRefusal>>;
  claimTask(request: ClaimRequest): Promise<SharedOutcome | ChangeRefused<ClaimRefusal>>;
  releaseTask(request: SharingRequest): Promise<SharedOutcome | ChangeRefused<ReleaseRefusal>>;
  resolveShare(request: ShareResolution): Promise<SharedOutcome | ChangeRefused<ShareResolutionRefusal>>;
  skipTier(request: SkipRequest): Promise<SharedOutcome | ChangeRefused<SkipRefusal>>;
}

type Plan = SharingChange | (Unchanged & { readonly share?: Share });

interface Decided {
  readonly plan: Plan;
  readonly before: SharedTask;
}

export function createSharingOperations(store: SharingStore, rejection?: Rejection): SharingOperations {
  const change = <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: SharingFacts, rejection?: Rejection) => Plan | Refused<R>,
    namesOf: (request: Request) => readonly PartyName[] = () => [],
  ) =>
    extending(store)(async (request: Request): Promise<SharedOutcome | ChangeRefused<R>> => {
      const done = await run(
        {
          read: (asked: Request) =>
            store.readTaskShares({ credential: asked.credential, task: asked.task, names: namesOf(asked) }),
          decide: (asked: Request, facts: SharingFacts): Decided | Refused<R> => {
            const plan = decide(asked, facts, rejection);
            if (isRefused(plan)) return plan;
            if (!facts.task) throw new Error('a change was decided on no task');
            return { plan, before: facts.task };
          },
          write: async ({ plan, before }: Decided): Promise<ChangedTask | null> =>
            isUnchanged(plan) ? { taskId: before.id } : store.changeTask(plan),
        },
        request,
      );
      return isRefused(done) ? done : outcomeOf(done.plan, done.written);
    });

  return {
    assignTask: change(decideAssignment, namesOfAssignment),
    unassignTask: change(decideUnassignment),
    addShare: change(decideShareAddition, ({ ask }) => [ask.name]),
    removeShare: change(decideShareRemoval),
    claimTask: change(decideClaim, ({ inNameOf }) => (inNameOf ? [{ kind: 'anyone', text: inNameOf.name }] : [])),
    releaseTask: change(decideRelease),
    resolveShare: change(decideResolution),
    skipTier: change(decideSkip),
  };
}

function outcomeOf({ plan, before }: Decided, { version, updatedAt, shareIds = [] }: ChangedTask): SharedOutcome {
  const common = { taskId: before.id, before };
  if (isUnchanged(plan)) {
    const { share = null } = plan;
    return {
      ...common,
      changed: false,
      version: before.version,
      updatedAt: before.updatedAt,
      sharing: sharingOf(before),
      share,
    };
  }
  const shares = plan.sharing.shares.map((share, index) => ({ ...share, id: share.id ?? Number(shareIds[index]) }));
  const newest = plan.sharing.shares.findIndex(({ id }) => id === null);
  return {
    ...common,
    changed: true,
    version: version ?? before.version,
    updatedAt: updatedAt ?? before.updatedAt,
    sharing: { ...plan.sharing, shares },
    share: shares[newest] ?? null,
  };
}
