import type { Access } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import { withDueGroups, type DeskTask, type ReadTask } from '../../core/desk/desk-task.ts';
import { SORT_KEYS, workColumns, type WorkOrder } from '../../core/desk/work-order.ts';
import {
  planPage,
  turnPage,
  type Around,
  type CursorPage,
  type FoundPage,
  type ListOrder,
  type PlacedPage,
} from '../../core/list-page.ts';
import { decideGetTasks, type TaskFilter, type TaskListPlan } from '../../core/lists/get-tasks.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import type { KnownReach } from '../task-lists.ts';
import { createTurns } from '../turns.ts';

export interface DeskTasks<Line = DeskTask> {
  readonly tasks: readonly Line[];
  /** Those on all pages. */
  readonly taskCount: number;
}

export interface ListedDeskTasks extends DeskTasks {
  readonly around: Around;
  /** There are more than `taskCount`, further than anybody counts. */
  readonly isMore: boolean;
}

export interface DeskListRequest extends Pick<Access, 'credential'> {
  /** Who has the session, as it was read for this page. */
  readonly user: Caller;
  /** What was read with that. */
  readonly reach?: KnownReach;
  readonly filter: TaskFilter;
  readonly order: WorkOrder;
  readonly page: PlacedPage;
  readonly now: Date;
}

/** Which tasks, and in which order. */
export interface WorkPlan extends Omit<TaskListPlan, 'order'> {
  readonly order: WorkOrder;
  /** The values of that order. */
  readonly columns: ListOrder;
}

/** The numbers of tasks. */
export interface FoundWork extends FoundPage<number> {
  /** There are more than `total`. */
  readonly isMore: boolean;
}

/** Somebody by his number. */
export interface DeskPerson {
  readonly id: number;
  readonly login: string;
  readonly fullName: string;
}

/** What a list needs to know of who reads it, and of whom it is about. */
export interface ListSubject {
  readonly reach: KnownReach;
  /** Null where nobody is called as was asked, or nobody was asked for. */
  readonly person: DeskPerson | null;
}

/** Somebody whom tasks can go to. */
export interface Candidate extends DeskPerson {
  /** To whom tasks go at present; null where they stay. */
  readonly redirectedToName: string | null;
  /** Until when; null for an open end. */
  readonly redirectedUntil: Date | null;
}

/** Somebody to choose for tasks, with what is there already. */
export interface Recipient extends Candidate {
  /** Tasks to be done that the person has, not those of a team or asked of him; MOST_OPEN + 1 for more than MOST_OPEN. */
  readonly openTasks: number;
}

/** Beyond so many open tasks of somebody it does not matter how many, and finding out would take long. */
export const MOST_OPEN = 50;

/** Somebody of whom it is known whether tasks can go there. */
export interface NamedCandidate extends Candidate {
  readonly isEnabled: boolean;
}

/** The part of the store that the lists of the desk use. */
export interface DeskListStore {
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  /** A page, and how many tasks there are; of many, so many at the least that there are more than `most`. */
  readonly readWorkPage: (plan: WorkPlan, page: CursorPage, most: number, known?: KnownReach) => Promise<FoundWork>;
  /** The open tasks of somebody and of his teams, those due first at the start. */
  readonly readMyTasks: (userId: number, order: ListOrder, page: CursorPage) => Promise<FoundPage<ReadTask>>;
  /** In the order of the ids, without those that are gone. */
  readonly readDeskTasks: (ids: readonly number[]) => Promise<readonly ReadTask[]>;
  /** By login, ignoring case, or by number. */
  readonly findDeskPerson: (text: string) => Promise<DeskPerson | null>;
  /** By name, without those that there are not. */
  readonly readDeskPeople: (ids: readonly number[]) => Promise<readonly NamedCandidate[]>;
  /** By name, so many at the most. */
  readonly readCandidates: (most: number) => Promise<readonly Candidate[]>;
  /** The same, with their open tasks: `mostOpen` + 1 of them at the most. */
  readonly readRecipients: (most: number, mostOpen: number) => Promise<readonly Recipient[]>;
}

/** The lists of the desk. */
export interface DeskListOperations {
  /** Takes a caller who is known to have a session. */
  myTasks(
    user: { readonly id: number },
    now: Date,
    place: PlacedPage['place'],
  ): Promise<DeskTasks & { readonly around: Around }>;
  /** All that the caller sees in getTasks and that meets a filter, a page of it. */
  listDeskTasks(request: DeskListRequest): Promise<ListedDeskTasks | Refused<'server-busy'>>;
  /** Tasks by their ids; whether the caller may do something with one, the operation says that does it. */
  deskTasks(ids: readonly number[], now: Date): Promise<readonly DeskTask[]>;
  /** By login, ignoring case, or by number; null where nobody is called so. */
  findDeskPerson(text: string): Promise<DeskPerson | null>;
  candidates(): Promise<readonly Candidate[]>;
  /** Those whom tasks can be given to, with how many they have. */
  recipients(): Promise<readonly Recipient[]>;
}

const NOTHING: ListedDeskTasks = {
  tasks: [],
  taskCount: 0,
  isMore: false,
  around: { before: null, after: null, lost: null },
};

/** What a page of one's own tasks shows at the most. */
const MOST_OF_MINE = 300;

/** Of more tasks than these, who sees very many learns no number: that would take longer than the page. */
const MOST_COUNTED = 1000;

/** More names than these are no help in a field. */
const MOST_CANDIDATES = 500;

export function createDeskListOperations(store: DeskListStore): DeskListOperations {
  const searches = createTurns();
  return {
    async myTasks({ id }, now, place) {
      const order = workColumns({ sort: 'due', isDescending: false });
      const planned = planPage({ place, limit: MOST_OF_MINE }, order);
      const { found, total } = await store.readMyTasks(id, order, planned.page);
      const { entries, around } = turnPage(found, planned);
      return { tasks: withDueGroups(entries, now), taskCount: total, around };
    },

    async listDeskTasks({ credential, user, reach, filter, order, page, now }) {
      const selection = { filter, order: { key: SORT_KEYS[order.sort], ascending: !order.isDescending } };
      const plan = decideGetTasks({ credential, selection }, user);
      if (isRefused(plan)) return NOTHING;
      const columns = workColumns(order);
      const planned = planPage(page, columns);
      const end = await searches(user.id);
      try {
        const found = await store.searching(() =>
          store.readWorkPage({ ...plan, order, columns }, planned.page, MOST_COUNTED, reach),
        );
        if (!found) return refused('server-busy');
        const { entries, around } = turnPage(found.found, planned);
        const tasks = withDueGroups(await store.readDeskTasks(entries), now);
        return { tasks, taskCount: found.total, isMore: found.isMore, around };
      } finally {
        end();
      }
    },

    deskTasks: async (ids, now) => withDueGroups(await store.readDeskTasks(ids), now),
    findDeskPerson: (text) => store.findDeskPerson(text),
    candidates: () => store.readCandidates(MOST_CANDIDATES),
    recipients: () => store.readRecipients(MOST_CANDIDATES, MOST_OPEN),
  };
}
