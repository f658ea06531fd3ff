import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import {
  decideSharedTaskList,
  type SharedTaskListPlan,
  type SharedTaskListRequest,
} from '../../core/lists/shared-task-list.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { viewOf } from '../../core/shares/task-view.ts';
import { admitting, type AdmittingStore } from '../admitted.ts';
import type { FoundTaskViews, ShownTasks, TooLong } from '../human-task-search.ts';
import { createTurns } from '../turns.ts';

/** How what somebody sees is found. */
export interface ReaderReach {
  /** The tasks of thousands of workflows. */
  readonly wide: boolean;
  /** Also tasks that others hold. */
  readonly caller: boolean;
}

/** Who reads a list. */
export interface ListReader {
  readonly access: AccessFacts;
  readonly reach: ReaderReach;
}

/** What a list of tasks with their shares needs of the store. */
export interface SharedTaskListStore extends AdmittingStore {
  readonly readListReader: (access: Access) => Promise<ListReader>;
  /** Runs a search when there is room for one; null when none came in time. */
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  readonly listSharedTasks: (plan: SharedTaskListPlan, reach: ReaderReach) => Promise<ShownTasks | TooLong>;
}

/** The operation that lists the tasks which a caller sees, with their shares. */
export interface SharedTaskListOperations {
  listSharedTasks(
    request: SharedTaskListRequest,
  ): Promise<FoundTaskViews | Refused<AccessRefusal | 'server-busy' | 'search-too-wide'>>;
}

export function createSharedTaskListOperations(store: SharedTaskListStore): SharedTaskListOperations {
  const admit = admitting(store);
  const turns = createTurns();
  return {
    async listSharedTasks(request) {
      const { access, reach } = await store.readListReader(request);
      const plan = decideSharedTaskList(request, admit(request, access));
      if (isRefused(plan)) return plan;
      // One list of an account at a time.
      const end = await turns(plan.callerId);
      try {
        const found = await store.searching(() => store.listSharedTasks(plan, reach));
        if (found === 'too-long') return refused('search-too-wide');
        return found ? { tasks: found.tasks.map(viewOf), total: found.total } : refused('server-busy');
      } finally {
        end();
      }
    },
  };
}
