import type { TaskStatus } from '../tasks/task-status.ts';
import { endOfWeek, midnightAfter } from '../week.ts';

/** A task as it is read for a line of the desk. */
export interface ReadTask {
  readonly id: number;
  readonly version: number;
  readonly status: TaskStatus;
  readonly name: string;
  readonly stepName: string;
  readonly documentPath: string | null;
  readonly workflowId: number | null;
  readonly workflowName: string | null;
  /** Legacy numbers: 0, 1, 5, 10, 11. */
  readonly priority: number;
  readonly dueAt: Date | null;
  readonly assigneeId: number | null;
  readonly assigneeLogin: string | null;
  /** A person, a team, or somebody from outside; null for a task that nobody is asked to do. */
  readonly assigneeName: string | null;
  readonly teamId: number | null;
  readonly assignedByName: string | null;
  /** Whose redirection led the task to its assignee. */
  readonly redirectedFromName: string | null;
}

/** A task as a line of the desk shows it. */
export interface DeskTask extends ReadTask {
  readonly dueGroup: DueGroup;
}

/** How near a due date is, by the calendar where the server stands. */
export const DUE_GROUPS = ['overdue', 'today', 'this-week', 'later', 'no-date'] as const;

export type DueGroup = (typeof DUE_GROUPS)[number];

/** The group of a due date: today ends at midnight, a week on Sunday. */
export function dueGroupOf(dueAt: Date | null, now: Date): DueGroup {
  if (dueAt === null) return 'no-date';
  if (dueAt < now) return 'overdue';
  if (dueAt < midnightAfter(now, 1)) return 'today';
  return dueAt < endOfWeek(now) ? 'this-week' : 'later';
}

/** Tasks with how near their due dates are. */
export const withDueGroups = (tasks: readonly ReadTask[], now: Date): DeskTask[] =>
  tasks.map((task) => ({ ...task, dueGroup: dueGroupOf(task.dueAt, now) }));
