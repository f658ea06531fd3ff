import type { TaskListRequest } from './get-tasks.ts';

/** A page of a list of tasks; both numbers as the caller gave them. */
export interface TaskPageRequest extends TaskListRequest {
  readonly startingRow: number;
  readonly rowCount: number;
}

export interface TaskPagePlan {
  readonly startingRow: number;
  readonly rowCount: number;
}

/** How many rows a page has when the caller does not say (docs/legacy/operations.md#gettasks1). */
const DEFAULT_ROW_COUNT = 100;

/** Where the page starts and how long it may be; what makes no sense is replaced, not refused. */
export const planPage = ({ startingRow, rowCount }: TaskPageRequest): TaskPagePlan => ({
  startingRow: Math.max(0, startingRow),
  rowCount: rowCount > 0 ? rowCount : DEFAULT_ROW_COUNT,
});
