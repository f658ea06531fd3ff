import { isRefused, type Refused } from '../core/refusal.ts';
import {
  decideTransfer,
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
}

/** The part of the store that transfers use. */
export interface TaskTransferStore extends TicketExtender {
  readonly readTransfer: (request: TransferRequest) => Promise<TransferFacts>;
  /** Ids of a user's unfinished tasks, in ascending order. */
  readonly readUnfinishedTaskIds: (userId: number) => Promise<Int32Array>;
  readonly transferTasks: (plan: TransferPlan, taskIds: readonly number[]) => Promise<TransferredBatch>;
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

/** Tasks in one statement: locked together for well under a tenth of a second. */
const BATCH = 500;

export function createTaskTransferOperations(store: TaskTransferStore): TaskTransferOperations {
  /**
   * Moves what the giver has to do now: what arrives later is not waited for, or two transfers could chase each other.
   */
  const transfer = async (plan: TransferPlan): Promise<Transfer> => {
    const ids = await store.readUnfinishedTaskIds(plan.fromId);
    const failed: number[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = await store.transferTasks(plan, [...ids.subarray(start, start + BATCH)]);
      failed.push(...batch.failed);
      if (batch.withheld.length > 0) return transferResult(failed, [...batch.withheld, ...ids.subarray(start + BATCH)]);
    }
    return transferResult(failed, []);
  };

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
