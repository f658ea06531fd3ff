export const HOUR_MS = 3_600_000;

/** Whole hours until a task is due; 0 when it is due earlier or never (docs/legacy/operations.md#the-task-element). */
export const deadlineHours = (from: Date, dueAt: Date | null): number =>
  dueAt === null ? 0 : Math.max(0, Math.floor((dueAt.getTime() - from.getTime()) / HOUR_MS));
