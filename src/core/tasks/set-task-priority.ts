import { PRIORITIES } from '../vocabulary.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { taskWrite, type TaskChange } from './task-change.ts';
import { callerAndTask, type ChangeRefusal, isPermitted, type TaskFacts, type TaskRequest } from './task-facts.ts';
import { isStale } from './task-version.ts';

export interface PriorityRequest extends TaskRequest {
  readonly priority: number;
}

const NUMBERS: readonly number[] = Object.values(PRIORITIES);

export const isPriority = (priority: number): boolean => NUMBERS.includes(priority);

export type PriorityRefusal = ChangeRefusal | 'priority-unknown' | 'task-completed';

/**
 * May this caller say how urgent the task is? In every state but Completed (docs/legacy/operations.md#settaskpriority).
 * The contract does not place the check of the number; it stands where SetTaskApprovalStatus has it.
 */
export function decidePriority(request: PriorityRequest, facts: TaskFacts): TaskChange | Refused<PriorityRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (!isPermitted(known, 'ChangePriority')) return refused('access-denied');
  if (isStale(request, known.task)) return refused('version-mismatch');
  if (!isPriority(request.priority)) return refused('priority-unknown');
  if (known.task.status === 'Completed') return refused('task-completed');

  return { ...taskWrite('SetTaskPriority', request, known), fields: { priority: request.priority } };
}
