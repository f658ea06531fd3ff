import { isClosed, type TaskStatus } from '../tasks/task-status.ts';
import { newShare, type Decision, type Party, type Resolution, type Share, type Sharing } from './share.ts';

/** A task as its own columns say who has it. */
export interface HeldTask {
  readonly id: number;
  readonly status: TaskStatus;
  readonly assigneeId: number | null;
  readonly teamId: number | null;
  readonly assignedById: number | null;
  readonly redirectedFromId: number | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly comments: string;
  readonly approvalStatus: Decision;
  /** Null for a task of which nothing more is kept. */
  readonly sharing: Sharing | null;
}

const NOTHING: Sharing = { shares: [], rule: 'all', afterTiers: 'open', claim: null, output: {} };

/**
 * The shares of a task. Of most tasks none is kept: their one share is implied, that of whoever has the task, asked by
 * its assigner, and its number is the task's.
 */
export function sharingOf(task: HeldTask): Sharing {
  if (task.sharing) return task.sharing;
  const party = holderOfTask(task);
  return party ? { ...NOTHING, shares: [impliedShare(task, party)] } : NOTHING;
}

/** Who the columns of a task say has it; null for nobody, or a name from outside. */
export function holderOfTask({ assigneeId, teamId }: Pick<HeldTask, 'assigneeId' | 'teamId'>): Party | null {
  if (teamId !== null) return { kind: 'team', id: teamId };
  return assigneeId === null ? null : { kind: 'user', id: assigneeId };
}

function impliedShare(task: HeldTask, party: Party): Share {
  const share: Share = {
    ...newShare(
      { party, redirectedFromId: task.redirectedFromId },
      { assignedById: task.assignedById, assignedAt: task.createdAt },
    ),
    id: task.id,
    message: task.comments === '' ? null : task.comments,
    decision: task.approvalStatus,
  };
  if (task.status === 'Completed') {
    return {
      ...share,
      state: 'done',
      resolution: resolutionOf(task.approvalStatus),
      resolvedById: task.assigneeId,
      resolvedAt: task.finishedAt ?? task.createdAt,
    };
  }
  return isClosed(task.status) ? { ...share, state: 'left' } : share;
}

const RESOLUTIONS = { NoResult: 'completed', Approved: 'approved', Rejected: 'rejected' } as const;

/** What a decision makes of a share when it is done. */
export const resolutionOf = (decision: Decision): Resolution => RESOLUTIONS[decision];
