import type { Refusal } from '../refusal.ts';

/** The legacy API's own words for a task's state (docs/legacy/operations.md#task-status). */
export const TASK_STATUSES = [
  'Reassigned',
  'Dropped',
  'NotStarted',
  'InProgress',
  'DueDateChanged',
  'Completed',
] as const;

export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Its numbers for them. */
export const TASK_STATUS_NUMBERS = {
  Reassigned: -2,
  Dropped: -1,
  NotStarted: 0,
  InProgress: 10,
  DueDateChanged: 20,
  Completed: 30,
} as const satisfies Readonly<Record<TaskStatus, number>>;

/** Open: the states in which a task can be reassigned, completed or given a new due date. */
export const isOpen = (status: TaskStatus): boolean => status === 'InProgress' || status === 'DueDateChanged';

/** Closed: the states that no other state follows. */
export const isClosed = (status: TaskStatus): boolean => status !== 'NotStarted' && !isOpen(status);

const CLOSED = {
  Reassigned: 'task-reassigned',
  Dropped: 'task-dropped',
  NotStarted: 'task-not-started',
  InProgress: null,
  DueDateChanged: null,
  Completed: 'task-completed',
} as const satisfies Readonly<Record<TaskStatus, Refusal | null>>;

/** Why a task is not worked on. */
export type ClosedRefusal = NonNullable<(typeof CLOSED)[TaskStatus]>;

/** The refusal of a task in this state; null for an open one. */
export const refusalOfClosed = (status: TaskStatus): ClosedRefusal | null => CLOSED[status];
