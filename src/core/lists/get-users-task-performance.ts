/** How busy one user is (docs/legacy/operations.md#getuserstaskperformance). */
export interface TaskStatistic {
  readonly assigneeId: number;
  readonly assigneeFullName: string;
  /** Tasks in progress, late ones included. */
  readonly dueCount: number;
  readonly overdueCount: number;
}
