import type { AccessRefusal } from '../core/assignment/sharing-facts.ts';
import {
  decideSearch,
  type SearchReach,
  type SearchRequest,
  type TaskSearchRequest,
} from '../core/lists/human-task-search.ts';
import { isRefused, refused, type Refused } from '../core/refusal.ts';
import { viewOf, type ShownTask, type TaskView } from '../core/shares/task-view.ts';
import { lookingUp, type AdmittingStore, type ReadingAccess } from './admitted.ts';
import { createTurns } from './turns.ts';

export interface ShownTasks {
  readonly tasks: readonly ShownTask[];
  readonly total: number;
}

/** What a search was broken off for: it had taken as long as one may. */
export type TooLong = 'too-long';

/** What searches with shares need of the store. */
export interface HumanTaskSearchStore extends AdmittingStore, ReadingAccess {
  /** Runs a search when there is room for one; null when none came in time. */
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  readonly searchTasks: (
    reach: SearchReach,
    page: Pick<TaskSearchRequest, 'criteria' | 'start' | 'size'>,
  ) => Promise<ShownTasks | TooLong>;
  readonly readOpenTaskNames: (reach: SearchReach) => Promise<readonly string[] | TooLong>;
}

export interface FoundTaskViews {
  readonly tasks: readonly TaskView[];
  /** The matches on all pages. */
  readonly total: number;
}

type SearchRefused = Refused<AccessRefusal | 'server-busy' | 'search-too-wide'>;

export interface HumanTaskSearchOperations {
  searchTasks(request: TaskSearchRequest): Promise<FoundTaskViews | SearchRefused>;
  /** The names of open tasks, each once. */
  listTaskNames(request: SearchRequest): Promise<{ readonly names: readonly string[] } | SearchRefused>;
}

export function createHumanTaskSearchOperations(store: HumanTaskSearchStore): HumanTaskSearchOperations {
  const lookUp = lookingUp(store);
  const turns = createTurns();

  /** One search of an account at a time. */
  const search = async <Found extends object>(
    request: SearchRequest,
    find: (reach: SearchReach) => Promise<Found | TooLong>,
    nothing: Found,
  ): Promise<Found | SearchRefused> => {
    const reach = decideSearch(request, await lookUp(request));
    if (isRefused(reach)) return reach;
    if ('nothing' in reach) return nothing;
    const end = await turns(reach.callerId);
    try {
      const found = await store.searching(() => find(reach));
      return found === 'too-long' ? refused('search-too-wide') : (found ?? refused('server-busy'));
    } finally {
      end();
    }
  };

  return {
    async searchTasks(request) {
      const found = await search(request, (reach) => store.searchTasks(reach, request), { tasks: [], total: 0 });
      return isRefused(found) ? found : { tasks: found.tasks.map(viewOf), total: found.total };
    },
    async listTaskNames(request) {
      const names = await search(request, (reach) => store.readOpenTaskNames(reach), []);
      return isRefused(names) ? names : { names };
    },
  };
}
