import type { DeskTask } from '../../core/desk/desk-task.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import { levelOut, MOST_SHARERS, type Levelled } from '../../core/supervision/level-out.ts';
import type { DeskListOperations, DeskListRequest, DeskListStore, NamedCandidate } from './desk-lists.ts';

/** Who would get what, so that some people have as many tasks as each other. */
export interface LevelReport extends Levelled<DeskTask> {
  readonly people: readonly NamedCandidate[];
  /** All open tasks of these people that the caller sees, and how many of them were looked at. */
  readonly taskCount: number;
  readonly looked: number;
}

export interface LevelOutOperations {
  /** Changes nothing. Who is absent or disabled takes no tasks. */
  levelOut(
    request: Omit<DeskListRequest, 'selection' | 'page'> & { readonly personIds: readonly number[] },
  ): Promise<LevelReport | Refused<'server-busy'>>;
}

/** Tasks that are shared out at once. */
const MOST_TASKS = 1000;

export const createLevelOutOperations = (
  store: Pick<DeskListStore, 'readDeskPeople'>,
  { listDeskTasks }: Pick<DeskListOperations, 'listDeskTasks'>,
): LevelOutOperations => ({
  async levelOut({ personIds, ...request }) {
    const people = await store.readDeskPeople([...new Set(personIds)].slice(0, MOST_SHARERS));
    const found = await listDeskTasks({
      ...request,
      selection: {
        filter: { completion: 'Open', assigneeIds: people.map(({ id }) => id) },
        order: { key: 'DefaultSort', ascending: true },
      },
      page: { startingRow: 0, rowCount: MOST_TASKS },
    });
    if (isRefused(found)) return found;
    const sharers = people.map(({ id, isEnabled, redirectedToName }) => ({
      id,
      mayTake: isEnabled && redirectedToName === null,
    }));
    return { people, ...levelOut(sharers, found.tasks), taskCount: found.taskCount, looked: found.tasks.length };
  },
});
