import type { Access } from '../access/access.ts';
import type { Caller, CallerRefusal } from '../access/caller.ts';
import { decideStanding } from '../access/rights.ts';
import { isRefused, type Refused } from '../refusal.ts';
import type { TaskStatus } from '../tasks/task-status.ts';
import { seesEverything } from './get-tasks.ts';

/** What a listed task has to meet. */
export type TaskCondition =
  | { readonly of: 'id'; readonly oneOf: readonly number[] }
  | { readonly of: 'status'; readonly oneOf: readonly TaskStatus[] }
  /** A person who is asked, or has the task. */
  | { readonly of: 'priority' | 'assignee' | 'workflow'; readonly is: number }
  /** Whatever the case; in `like` a percent sign stands for anything. */
  | { readonly of: 'name' | 'workflowName' | 'document'; readonly is: string }
  | { readonly of: 'name' | 'workflowName' | 'document'; readonly like: string };

/** A part of the tasks that a caller sees, in the order of their numbers. */
export interface SharedTaskListRequest extends Access {
  readonly conditions: readonly TaskCondition[];
  /** Whether a task has to meet all conditions or one of them. */
  readonly joined: 'and' | 'or';
  readonly offset: number;
  readonly limit: number;
}

export interface SharedTaskListPlan extends Pick<SharedTaskListRequest, 'conditions' | 'joined' | 'offset' | 'limit'> {
  readonly callerId: number;
  /** Only what this user is assignee, assigner or supervisor of; null for every task. */
  readonly visibleTo: number | null;
}

/** Which tasks does this caller get to see? Those that legacy getTasks shows (docs/legacy/operations.md#gettasks). */
export function decideSharedTaskList(
  { conditions, joined, offset, limit }: SharedTaskListRequest,
  caller: Caller | Refused<CallerRefusal | 'access-denied'>,
): SharedTaskListPlan | Refused<CallerRefusal | 'access-denied'> {
  if (isRefused(caller)) return caller;
  const reader = decideStanding(caller, 'read');
  if (isRefused(reader)) return reader;
  const visibleTo = seesEverything(reader) ? null : reader.id;
  return { conditions, joined, offset, limit, callerId: reader.id, visibleTo };
}
