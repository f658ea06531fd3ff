/** How busy one user is (operations.md 6 GetUsersTaskPerformance). */
export interface TaskStatistic {
  readonly assigneeId: number;
  readonly assigneeFullName: string;
  /** Tasks in progress, late ones included. */
  readonly dueCount: number;
  readonly overdueCount: number;
}
