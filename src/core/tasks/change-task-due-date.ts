import { DUE_TOPICS } from './due-topics.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { taskWrite, type TaskChange } from './task-change.ts';
import { callerAndTask, type ChangeRefusal, isPermitted, type TaskFacts, type TaskRequest } from './task-facts.ts';
import { isOpen } from './task-status.ts';
import { isStale } from './task-version.ts';

export interface DueDateRequest extends TaskRequest {
  readonly newDueAt: Date;
  /**
   * Hours before the new due date from which the task may be completed
   * (docs/legacy/operations.md#allowedstarttimespan); 0 for no such limit.
   */
  readonly allowedStartHours: number;
}

export type DueDateRefusal = ChangeRefusal | 'status-not-eligible' | 'due-date-past';

/**
 * May this caller move the due date? The state and the date are checked before the right to do it, as the contract
 * lists them (docs/legacy/operations.md#changetaskduedate); the version is checked before both, for those who have
 * the right. Reminders that were sent for the old date are forgotten, so that they come again before the new one.
 */
export function decideDueDateChange(request: DueDateRequest, facts: TaskFacts): TaskChange | Refused<DueDateRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (isPermitted(known, 'Postpone') && isStale(request, known.task)) return refused('version-mismatch');
  if (!isOpen(known.task.status)) return refused('status-not-eligible');
  if (request.newDueAt <= facts.now) return refused('due-date-past');
  if (!isPermitted(known, 'Postpone')) return refused('access-denied');

  return {
    ...taskWrite('ChangeTaskDueDate', request, known),
    fields: {
      status: 'DueDateChanged',
      dueAt: request.newDueAt,
      // A span that ends after the due date restricts nothing.
      allowedStartHours: Math.max(0, request.allowedStartHours),
    },
    forgottenTopics: DUE_TOPICS,
  };
}
