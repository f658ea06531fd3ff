import { isDeepStrictEqual } from 'node:util';
import { replaceByTiers } from '../../core/shares/change-shares.ts';
import { claim } from '../../core/shares/claim.ts';
import { completedFields, endedSharing } from '../../core/shares/ended.ts';
import { closed, heldShare, holderFields, type HolderFields } from '../../core/shares/holder.ts';
import { resolutionOf, sharingOf, type HeldTask } from '../../core/shares/implied-share.ts';
import { resolveShares } from '../../core/shares/resolve.ts';
import { newShare, type Decision, type Resolution, type Share, type Sharing } from '../../core/shares/share.ts';
import { stopped } from '../../core/shares/tiers.ts';
import { isClosed } from '../../core/tasks/task-status.ts';
import type { Fixture } from './reading/fixture.ts';
import type { Claimant, Parties } from './parties.ts';

type Task = Fixture['tasks'][number];

/** Who has a task, as its columns say it. */
type Held = Required<Omit<HolderFields, 'sharing'>>;

export interface PlannedSharing {
  readonly fields: Held & { readonly sharing: 0 | 1 | 2 };
  /** The shares that are kept of the task; null where its columns say all. */
  readonly sharing: Sharing | null;
}

/** What the shares of an entry are made of. */
export interface SharingSources {
  /** As in "tasks[3]". */
  readonly where: string;
  /** The task as it is with its assignee or team alone. */
  readonly held: HeldTask;
  /** A new number of a share for each of the entry's assignees or tiers. */
  readonly numbers: readonly number[];
  readonly parties: Parties;
  readonly now: Date;
}

/** How many numbers of shares an entry needs. */
export const shareCount = ({ assignees, tiers }: Task): number => (assignees ?? tiers ?? []).length;

/**
 * The shares of a task as calls would have left them: whoever is named was asked, somebody claimed the task, and some
 * did their share, one after the other in the order of the file.
 */
export function planSharing(task: Task, sources: SharingSources): PlannedSharing {
  const { held, where, parties, now } = sources;
  if (isPlain(task)) return { fields: { ...fieldsOf(held), sharing: 0 }, sharing: null };
  const asked = askedSharing(task, sources);
  const resolutions = resolutionsOf(task, held, asked);
  const at = held.finishedAt ?? now;
  const claimant = task.claimedBy === undefined ? null : parties.claimant(`${where}.claimedBy`, task.claimedBy);
  const claimed = claimant ? claimedSharing(task, asked, resolutions, claimant, at) : asked;
  const done = withWordsOfTask(resolvedSharing(claimed, resolutions, at), held);
  const plan = planned(claimed, done, held, at);
  return isImplied(plan, held) ? { fields: { ...plan.fields, sharing: 0 }, sharing: null } : plan;
}

/** Nothing is said but one assignee or one team. */
const isPlain = ({ assignee, team, claimedBy, completionRule, output }: Task): boolean =>
  (assignee ?? team) !== undefined && (claimedBy ?? completionRule ?? output) === undefined;

const fieldsOf = ({ assigneeId, teamId, redirectedFromId, approvalStatus }: HeldTask): Held => ({
  assigneeId,
  teamId,
  redirectedFromId,
  approvalStatus,
});

/** All who are named, asked and not yet at work. */
function askedSharing(task: Task, { where, held, numbers, parties, now }: SharingSources): Sharing {
  const { assignees, tiers, completionRule, afterTiers = 'open', output = {}, tierStartedAt = now } = task;
  const numbered = (share: Share, index: number): Share => ({ ...share, id: numbers[index] ?? null });
  const nobody: Sharing = { shares: [], rule: 'all', afterTiers, claim: null, output };
  const said = (sharing: Sharing): Sharing => ({ ...sharing, rule: completionRule ?? sharing.rule, output });

  if (tiers) {
    const asks = tiers.map((tier, index) => ({
      party: parties.party(`${where}.tiers[${index}]`, tier),
      slaMinutes: tier.slaMinutes,
    }));
    const tiered = replaceByTiers(nobody, asks, { assignedById: held.assignedById, assignedAt: tierStartedAt });
    return said({ ...tiered, shares: tiered.shares.map(numbered) });
  }
  if (!assignees) return said(sharingOf({ ...held, status: 'InProgress' }));
  const shares = assignees.map((entry, index) => ({
    ...newShare(
      { party: parties.party(`${where}.assignees[${index}]`, entry) },
      { assignedById: held.assignedById, assignedAt: held.createdAt, assignerComment: entry.comment ?? null },
    ),
    message: entry.message ?? null,
  }));
  return said({ ...nobody, shares: shares.map(numbered) });
}

/** What becomes of shares, by their numbers. */
type Resolutions = ReadonlyMap<number, Resolution>;

function resolutionsOf({ assignees, status }: Task, held: HeldTask, { shares }: Sharing): Resolutions {
  const resolutionAt = (index: number): Resolution | undefined => {
    if (assignees) return assignees[index]?.resolution;
    return status === 'Completed' ? resolutionOf(held.approvalStatus) : undefined;
  };
  return new Map(
    shares.flatMap(({ id }, index) => {
      const resolution = resolutionAt(index);
      return resolution && id !== null ? [[id, resolution]] : [];
    }),
  );
}

const isAmong = (resolutions: Resolutions, { id }: Share): boolean => id !== null && resolutions.has(id);

/** A claim is on a share that is still to be done; on a completed task, on one that was done. */
function claimedSharing(
  { status }: Task,
  sharing: Sharing,
  resolutions: Resolutions,
  { claimant, actor }: Claimant,
  claimedAt: Date,
): Sharing {
  const wanted = sharing.shares.filter((share) => isAmong(resolutions, share) === (status === 'Completed'));
  const { claim: made } = claim({ ...sharing, shares: wanted }, claimant, actor, { claimedAt, namedAs: null });
  return { ...sharing, shares: sharing.shares.map(stopped), claim: made };
}

const DECISIONS: Readonly<Record<Resolution, Decision>> = {
  completed: 'NoResult',
  approved: 'Approved',
  rejected: 'Rejected',
};

/** One after the other, a claimed one last, at moments that show the order. */
function resolvedSharing(sharing: Sharing, resolutions: Resolutions, at: Date): Sharing {
  const { claim: made } = sharing;
  const isClaimed = ({ id }: Share): boolean => made !== null && id === made.shareId;
  const due = sharing.shares.filter((share) => isAmong(resolutions, share));
  const inOrder = [...due.filter((share) => !isClaimed(share)), ...due.filter(isClaimed)];
  return inOrder.reduce((before, share, index) => {
    const resolution = (share.id === null ? undefined : resolutions.get(share.id)) ?? 'completed';
    const by = isClaimed(share) && made ? made.claimant : share.party;
    return resolveShares(
      before,
      before.shares.filter(({ id }) => id === share.id),
      {
        at: new Date(at.getTime() - (inOrder.length - 1 - index)),
        byId: by.kind === 'user' ? by.id : null,
        demandsDecision: true,
        words: { decision: DECISIONS[resolution] },
      },
    );
  }, sharing);
}

const lastDone = ({ shares }: Sharing): Share | undefined =>
  [...shares].sort((one, other) => (other.resolvedAt?.getTime() ?? 0) - (one.resolvedAt?.getTime() ?? 0))[0];

/** What the entry says of the task as a whole is said of the share that it is seen by. */
function withWordsOfTask(sharing: Sharing, { redirectedFromId, approvalStatus, status }: HeldTask): Sharing {
  const seen = status === 'Completed' ? lastDone(sharing) : heldShare(sharing);
  const words = status === 'Completed' ? { redirectedFromId } : { redirectedFromId, decision: approvalStatus };
  return { ...sharing, shares: sharing.shares.map((share) => (share === seen ? { ...share, ...words } : share)) };
}

/** The end of the task, or its present state. */
function planned(before: Sharing, after: Sharing, held: HeldTask, at: Date): PlannedSharing {
  if (held.status === 'Completed') {
    const { assigneeId, teamId, approvalStatus } = completedFields(before, after, { at, documentVersion: null });
    const { redirectedFromId } = held;
    return {
      fields: { assigneeId, teamId, approvalStatus, redirectedFromId, sharing: 1 },
      sharing: endedSharing(before, after),
    };
  }
  const fields = { approvalStatus: held.approvalStatus, ...holderFields(after) };
  return isClosed(held.status)
    ? { fields: { ...fields, sharing: 1 }, sharing: closed(after) }
    : { fields, sharing: after };
}

/** The one share is what the columns say by themselves, but for its number. */
function isImplied({ fields, sharing }: PlannedSharing, held: HeldTask): boolean {
  if (sharing?.shares.length !== 1) return false;
  const unnumbered = (each: Sharing): Sharing => ({
    ...each,
    shares: each.shares.map((share) => ({ ...share, id: null })),
  });
  const { assigneeId, teamId, redirectedFromId, approvalStatus } = fields;
  const implied = sharingOf({ ...held, assigneeId, teamId, redirectedFromId, approvalStatus });
  return isDeepStrictEqual(unnumbered(sharing), unnumbered(implied));
}
