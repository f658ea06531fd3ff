/** Tasks of a chain are counted no further than this: a smallint of the database. */
export const MOST_COUNTED = 32_767;

/** How often tasks may be reassigned; 0 for any number. */
export interface ReassignmentLimit {
  /** Left out: 0. */
  readonly maxReassignments?: number;
}

/** Whether a task that has been reassigned so often may not be once more. */
export const isReassignedTooOften = (
  { reassignments }: { readonly reassignments: number },
  { maxReassignments = 0 }: ReassignmentLimit,
): boolean => maxReassignments > 0 && reassignments >= maxReassignments;
