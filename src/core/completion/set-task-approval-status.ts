import { spoken } from '../tasks/own-shares.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { taskWrite, type TaskChange, type TaskFields } from '../tasks/task-change.ts';
import { callerAndTask, type ChangeRefusal, type TaskFacts, type TaskRequest } from '../tasks/task-facts.ts';
import { refusalOfClosed, type ClosedRefusal } from '../tasks/task-status.ts';
import { isStale } from '../tasks/task-version.ts';

export interface ApprovalRequest extends TaskRequest {
  /** 0 no result, 5 rejected, 6 approved; any other is refused (docs/legacy/operations.md#approval-status). */
  readonly decision: number;
}

const DECISIONS: ReadonlyMap<number, NonNullable<TaskFields['approvalStatus']>> = new Map([
  [0, 'NoResult'],
  [5, 'Rejected'],
  [6, 'Approved'],
]);

export type ApprovalRefusal = ChangeRefusal | 'decision-unknown' | ClosedRefusal;

/**
 * May this caller approve or reject? Only the assignee may, also where nothing demands a decision
 * (docs/legacy/operations.md#settaskapprovalstatus).
 */
export function decideApproval(request: ApprovalRequest, facts: TaskFacts): TaskChange | Refused<ApprovalRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (!known.task.callerIsAssignee) return refused('access-denied');
  if (isStale(request, known.task)) return refused('version-mismatch');
  const approvalStatus = DECISIONS.get(request.decision);
  if (!approvalStatus) return refused('decision-unknown');
  const closed = refusalOfClosed(known.task.status);
  if (closed) return refused(closed);

  return {
    ...taskWrite('SetTaskApprovalStatus', request, known),
    ...spoken(known, { approvalStatus }, { decision: approvalStatus }),
  };
}
