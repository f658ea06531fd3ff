export const HOUR_MS = 3_600_000;

/** Whole hours until a task is due; 0 when it is due earlier or never (docs/legacy/operations.md#the-task-element). */
export const deadlineHours = (from: Date, dueAt: Date | null): number =>
  dueAt === null ? 0 : Math.max(0, Math.floor((dueAt.getTime() - from.getTime()) / HOUR_MS));

/**
 * Tells whether a due date is one that every API can say: its year has four digits, in UTC and by the clocks of the
 * server.
 */
export const isSayableDueDate = (dueAt: Date): boolean => Math.max(dueAt.getUTCFullYear(), dueAt.getFullYear()) <= 9999;
