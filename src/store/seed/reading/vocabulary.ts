import { PRIORITIES } from '../../../core/vocabulary.ts';
import type { TaskStatus } from '../../../core/tasks/task-status.ts';

/** Words of a fixture, spelled as the legacy API spells them, with what the database keeps for each. */

/** The legacy API has two names for zero (docs/legacy/operations.md#priority). */
export const PRIORITY_WORDS: Readonly<Record<string, number>> = {
  NoPriority: PRIORITIES.NoPriortySetting,
  ...PRIORITIES,
};

/** Decisions as GetTask prints them (docs/legacy/operations.md#approval-status). */
export const APPROVAL_STATUSES = ['NoResult', 'Rejected', 'Approved'] as const;

/** The kinds of reviews, for the requirements ISOReview and SOXReview. */
export const REVIEW_KINDS = ['ISO', 'SOX'] as const;

/** How many tasks of a step have to be done. */
export const ENOUGH = ['all', 'any'] as const;

/** The legacy API's words for a task's state. */
export const STATUSES = [
  'Reassigned',
  'Dropped',
  'NotStarted',
  'InProgress',
  'DueDateChanged',
  'Completed',
] as const satisfies readonly TaskStatus[];
