import { isRefused, type Refused } from '../core/refusal.ts';
import type { TaskChange } from '../core/tasks/task-change.ts';
import {
  decideSharedTransfer,
  decideTransfer,
  type SharedTransferFacts,
  type TransferFacts,
  type TransferPlan,
  type TransferRefusal,
  type TransferRequest,
} from '../core/tasks/transfer-user-tasks.ts';
import { extending, type TicketExtender } from './extended.ts';

/** Ids of the tasks that were not moved; those that ended or went elsewhere meanwhile are not among them. */
export interface TransferredBatch {
  /** The account they were to go to is disabled by now. */
  readonly withheld: readonly number[];
  /** Tasks that could not be changed. */
  readonly failed: readonly number[];
  /** Tasks of which shares are kept: not touched yet. */
  readonly shared: readonly number[];
}

/** What came of a task with shares: `stale` is one that somebody else changed first. */
export type TransferredShare = 'moved' | 'stale' | 'withheld' | 'failed';

/** The part of the store that transfers use. */
export interface TaskTransferStore extends TicketExtender {
  readonly readTransfer: (request: TransferRequest) => Promise<TransferFacts>;
  /** Ids of the unfinished tasks that a user has, or is asked for now or later; in ascending order. */
  readonly readUnfinishedTaskIds: (userId: number) => Promise<Int32Array>;
  readonly transferTasks: (plan: TransferPlan, taskIds: readonly number[]) => Promise<TransferredBatch>;
  readonly readSharedTransfers: (
    plan: TransferPlan,
    taskIds: readonly number[],
  ) => Promise<readonly SharedTransferFacts[]>;
  readonly transferSharedTasks: (
    plan: TransferPlan,
    changes: readonly TaskChange[],
  ) => Promise<readonly TransferredShare[]>;
}

/** The tasks that could not be moved, and why: empty when all were. */
export interface Transfer {
  readonly leftBehind: readonly LeftBehind[];
}

export interface LeftBehind {
  readonly reason: 'taker-disabled' | 'failed';
  readonly taskIds: readonly number[];
}

/**
 * The operation that moves all unfinished tasks of one user to another (docs/legacy/operations.md#transferusertasks).
 */
export interface TaskTransferOperations {
  transferUserTasks(request: TransferRequest): Promise<Transfer | Refused<TransferRefusal>>;
}

/** A task with shares that others keep changing is given up after so many tries, and named. */
const ATTEMPTS = 10;

/** Tasks in one statement: locked together for well under a tenth of a second. */
const BATCH = 500;

/** Moves all that somebody has to do, by a plan that was decided. */
export function transferring(
  store: Omit<TaskTransferStore, 'readTransfer' | 'extendTicket'>,
): (plan: TransferPlan) => Promise<Transfer> {
  async function moved(plan: TransferPlan, ids: readonly number[]): Promise<Omit<TransferredBatch, 'shared'>> {
    const { withheld, failed, shared } = await store.transferTasks(plan, ids);
    if (shared.length === 0) return { withheld, failed };
    const others = await sharesMoved(plan, shared);
    return { withheld: [...withheld, ...others.withheld], failed: [...failed, ...others.failed] };
  }

  /** Reads, decides and writes tasks with shares; again those that somebody else has changed meanwhile. */
  async function sharesMoved(
    plan: TransferPlan,
    ids: readonly number[],
    attempt = 1,
  ): Promise<Omit<TransferredBatch, 'shared'>> {
    const facts = await store.readSharedTransfers(plan, ids);
    const changes = facts.map((each) => decideSharedTransfer(plan, each)).filter((change) => change !== null);
    if (changes.length === 0) return { withheld: [], failed: [] };
    const results = await store.transferSharedTasks(plan, changes);
    const idsOf = (result: TransferredShare) =>
      changes.filter((_, index) => results[index] === result).map(({ taskId }) => taskId);
    const [withheld, failed, stale] = [idsOf('withheld'), idsOf('failed'), idsOf('stale')];
    if (stale.length === 0) return { withheld, failed };
    if (attempt === ATTEMPTS) return { withheld, failed: [...failed, ...stale] };
    const again = await sharesMoved(plan, stale, attempt + 1);
    return { withheld: [...withheld, ...again.withheld], failed: [...failed, ...again.failed] };
  }

  /**
   * Moves what the giver has to do now: what arrives later is not waited for, or two transfers could chase each other.
   */
  return async (plan) => {
    const ids = await store.readUnfinishedTaskIds(plan.fromId);
    const failed: number[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = await moved(plan, [...ids.subarray(start, start + BATCH)]);
      failed.push(...batch.failed);
      if (batch.withheld.length > 0) return transferResult(failed, [...batch.withheld, ...ids.subarray(start + BATCH)]);
    }
    return transferResult(failed, []);
  };
}

export function createTaskTransferOperations(store: TaskTransferStore): TaskTransferOperations {
  const transfer = transferring(store);

  return {
    transferUserTasks: extending(store)(async (request: TransferRequest) => {
      const plan = decideTransfer(request, await store.readTransfer(request));
      if (isRefused(plan)) return plan;
      return 'unchanged' in plan ? transferResult([], []) : transfer(plan);
    }),
  };
}

const transferResult = (failed: readonly number[], withheld: readonly number[]): Transfer => ({
  leftBehind: [
    { reason: 'failed' as const, taskIds: failed },
    { reason: 'taker-disabled' as const, taskIds: withheld },
  ].filter(({ taskIds }) => taskIds.length > 0),
});
