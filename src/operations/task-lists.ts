import { decideCaller, type Caller, type CallerRefusal } from '../core/access/caller.ts';
import type { Credential } from '../core/access/credential.ts';
import {
  decideGetDocumentTasks,
  type DocumentTasksPlan,
  type DocumentTasksRefusal,
  type DocumentTasksRequest,
  type DocumentTasksSnapshot,
} from '../core/lists/get-document-tasks.ts';
import type { DueTaskDocument } from '../core/lists/get-due-task-documents.ts';
import type { Task } from '../core/tasks/get-task.ts';
import {
  decideGetTasks,
  type TaskListPlan,
  type TaskListRefusal,
  type TaskListRequest,
} from '../core/lists/get-tasks.ts';
import { planPage, type TaskPagePlan, type TaskPageRequest } from '../core/lists/get-tasks1.ts';
import type { TaskStatistic } from '../core/lists/get-users-task-performance.ts';
import { isRefused, refused, type Refused } from '../core/refusal.ts';
import { extending, type CallerRequest, type TicketExtender } from './extended.ts';
import type { ReaderReach } from './sharing/shared-task-list.ts';
import { createTurns } from './turns.ts';

/** Whether tasks that others hold concern the person whose tasks are asked for. */
export interface AssigneeReach {
  readonly assignee: boolean;
}

/** The same, and how much somebody sees. */
export type KnownReach = ReaderReach & AssigneeReach;

/** Who asks for a list. */
export interface ListCaller {
  readonly caller: Caller;
  readonly reach: AssigneeReach;
}

/** The part of the store that the lists use. */
export interface TaskListStore {
  readonly readCaller: (credential: Credential) => Promise<Caller | null>;
  readonly readListCaller: (credential: Credential, assigneeId: number | undefined) => Promise<ListCaller | null>;
  /** Runs a search when there is room for one; null when none came in time. */
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  /**
   * @param page null for the whole list
   * @param known what has been read of who asks and of whose tasks are asked for
   */
  readonly readTaskIds: (
    plan: TaskListPlan,
    page: TaskPagePlan | null,
    known?: KnownReach | AssigneeReach,
  ) => Promise<FoundTasks>;
  readonly readDocumentTasks: (request: DocumentTasksRequest) => Promise<DocumentTasksSnapshot>;
  readonly readDocumentTaskIds: (plan: DocumentTasksPlan) => Promise<Int32Array>;
  /**
   * In the order of the ids, without those that are gone by now; of instructions and comments the first 255 characters.
   */
  readonly readListedTasks: (ids: readonly number[]) => Promise<readonly Task[]>;
  readonly readDueTaskDocuments: (userId: number) => Promise<readonly DueTaskDocument[]>;
  /** Null when there was no room for counting in time. */
  readonly readTaskStatistics: () => Promise<readonly TaskStatistic[] | null>;
}

export interface FoundTasks {
  readonly ids: Int32Array;
  /** The matches on all pages. */
  readonly taskCount: number;
}

/** Tasks at once where they are few; one batch after the other, each read when it is asked for, where they are many. */
export type Tasks = readonly Task[] | AsyncIterable<readonly Task[]>;

export interface TaskList {
  readonly tasks: Tasks;
  readonly taskCount: number;
}

export interface TaskPage extends TaskList {
  readonly startingRow: number;
  /** Tasks on this page; `taskCount` is those on all pages. */
  readonly rowCount: number;
}

/** The operations that list tasks and what belongs to them (docs/legacy/operations.md#tasks). */
export interface TaskListOperations {
  getTasks(request: TaskListRequest): Promise<TaskList | Refused<TaskListRefusal | 'server-busy'>>;
  getTasks1(request: TaskPageRequest): Promise<TaskPage | Refused<TaskListRefusal | 'server-busy'>>;
  getDocumentTasks(
    request: DocumentTasksRequest,
  ): Promise<{ readonly tasks: Tasks } | Refused<DocumentTasksRefusal | 'server-busy'>>;
  getDueTaskDocuments(
    request: CallerRequest,
  ): Promise<{ readonly documents: readonly DueTaskDocument[] } | Refused<CallerRefusal>>;
  getUsersTaskPerformance(
    request: CallerRequest,
  ): Promise<{ readonly statistics: readonly TaskStatistic[] } | Refused<CallerRefusal | 'server-busy'>>;
}

/** Rows read, written and forgotten together: some 400 KB of answer, a few milliseconds of one thread. */
const BATCH = 100;

export function createTaskListOperations(store: TaskListStore & TicketExtender): TaskListOperations {
  const searches = createTurns();
  const lists = createTurns();

  /** One search of an account at a time: an account that asks for thirty lists at once leaves room to the others. */
  const search = async <Found>(
    account: number,
    find: () => Promise<Found>,
  ): Promise<Found | Refused<'server-busy'>> => {
    const end = await searches(account);
    try {
      return (await store.searching(find)) ?? refused('server-busy');
    } finally {
      end();
    }
  };

  const findTasks = async (
    request: TaskListRequest,
    page: TaskPagePlan | null,
  ): Promise<(FoundTasks & { readonly account: number }) | Refused<TaskListRefusal | 'server-busy'>> => {
    const { credential, selection } = request;
    const assigneeId = isRefused(selection) ? undefined : selection.filter.assigneeId;
    const asking = credential.kind === 'anonymous' ? null : await store.readListCaller(credential, assigneeId);
    const plan = decideGetTasks(request, asking?.caller ?? null);
    if (isRefused(plan)) return plan;
    const account = asking?.caller.id ?? 0;
    const found = await search(account, () => store.readTaskIds(plan, page, asking?.reach));
    return isRefused(found) ? found : { ...found, account };
  };

  const callerOf = async (credential: Credential): Promise<Caller | Refused<CallerRefusal>> =>
    decideCaller(credential, await store.readCaller(credential));

  const batchAt = (ids: Int32Array, start: number) => store.readListedTasks([...ids.subarray(start, start + BATCH)]);

  /**
   * One list of an account at a time is written: the next is read when it is done with, or nobody takes it any more.
   */
  async function* following(first: readonly Task[], ids: Int32Array, account: number): AsyncIterable<readonly Task[]> {
    const end = await lists(account);
    try {
      yield first;
      for (let start = BATCH; start < ids.length; start += BATCH) yield await batchAt(ids, start);
    } finally {
      end();
    }
  }

  /** Reads the first batch before there is an answer, so that a database that is away is a fault like any other. */
  const readTasks = async (ids: Int32Array, account: number): Promise<Tasks> => {
    const first = ids.length === 0 ? [] : await batchAt(ids, 0);
    return ids.length <= BATCH ? first : following(first, ids, account);
  };

  return {
    getTasks: extending(store)(async (request: TaskListRequest) => {
      const found = await findTasks(request, null);
      if (isRefused(found)) return found;
      const tasks = await readTasks(found.ids, found.account);
      return { tasks, taskCount: found.taskCount };
    }),

    getTasks1: extending(store)(async (request: TaskPageRequest) => {
      const page = planPage(request);
      const found = await findTasks(request, page);
      if (isRefused(found)) return found;
      const tasks = await readTasks(found.ids, found.account);
      return { tasks, taskCount: found.taskCount, startingRow: page.startingRow, rowCount: found.ids.length };
    }),

    getDocumentTasks: extending(store)(async (request: DocumentTasksRequest) => {
      const snapshot = await store.readDocumentTasks(request);
      const plan = decideGetDocumentTasks(request, snapshot);
      if (isRefused(plan)) return plan;
      const account = snapshot.caller?.id ?? 0;
      const found = await search(account, () => store.readDocumentTaskIds(plan));
      if (isRefused(found)) return found;
      const tasks = await readTasks(found, account);
      return { tasks };
    }),

    getDueTaskDocuments: extending(store)(async ({ credential }: CallerRequest) => {
      const caller = await callerOf(credential);
      if (isRefused(caller)) return caller;
      const documents = await store.readDueTaskDocuments(caller.id);
      return { documents };
    }),

    getUsersTaskPerformance: extending(store)(async ({ credential }: CallerRequest) => {
      const caller = await callerOf(credential);
      if (isRefused(caller)) return caller;
      const statistics = await store.readTaskStatistics();
      if (!statistics) return refused('server-busy');
      return { statistics };
    }),
  };
}
