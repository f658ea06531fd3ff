import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/**
 * Records the assignee's decision on an active task, which stays open
 * (docs/legacy/operations.md#settaskapprovalstatus).
 */
export const setTaskApprovalStatus: Handler<'SetTaskApprovalStatus'> = simple((operations, asked, parameters) =>
  operations.setTaskApprovalStatus({ ...asked, taskId: parameters.taskId, decision: parameters.approvalDecision }),
);
