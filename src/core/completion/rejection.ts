import type { CompletableTask } from './completion-facts.ts';

/** Whether completing a rejected task of a step stops its workflow, or advances it like an approved one. */
export type Rejection = 'stop' | 'advance';

/**
 * A decision can be changed until the task is completed; then a rejection counts
 * (docs/legacy/operations.md#completetask).
 */
export const stopsWorkflow = (task: CompletableTask, rejection: Rejection): boolean =>
  rejection === 'stop' && task.isInStep && task.approvalStatus === 'Rejected';
