import type { Access } from '../../core/access/access.ts';
import { decideStanding } from '../../core/access/rights.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import type { DeskTask } from '../../core/desk/desk-task.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { levelOut, MOST_SHARERS, type Levelled, type Sharer } from '../../core/supervision/level-out.ts';
import { admitting, type AdmittingStore } from '../admitted.ts';
import type { SharedTaskListStore } from '../sharing/shared-task-list.ts';
import type { DeskListOperations, DeskListRequest, DeskListStore, NamedCandidate } from './desk-lists.ts';

/** Who would get what, so that some people have as many tasks as each other. */
export interface LevelReport extends Levelled<DeskTask> {
  readonly people: readonly (NamedCandidate & Sharer)[];
  /** All open tasks of these people that the caller sees, and how many of them were looked at. */
  readonly taskCount: number;
  readonly looked: number;
}

export interface LevelOutOperations {
  /** Changes nothing. Who is absent or disabled takes no tasks. */
  levelOut(
    request: Omit<DeskListRequest, 'filter' | 'order' | 'page'> & { readonly personIds: readonly number[] },
  ): Promise<LevelReport | Refused<'server-busy'>>;
  /** The same for a caller who is still to be let in, of people of whom each has an account. */
  previewLevelOut(
    asked: Access & { readonly personIds: readonly number[]; readonly now: Date },
  ): Promise<LevelReport | Refused<AccessRefusal | 'person-not-found' | 'server-busy'>>;
}

/** The part of the store that levelling out uses. */
export interface LevelOutStore
  extends AdmittingStore, Pick<DeskListStore, 'readDeskPeople'>, Pick<SharedTaskListStore, 'readListReader'> {}

/** Tasks that are shared out at once. */
const MOST_TASKS = 1000;

export function createLevelOutOperations(
  store: LevelOutStore,
  { listDeskTasks }: Pick<DeskListOperations, 'listDeskTasks'>,
): LevelOutOperations {
  const admit = admitting(store);

  const levelled: LevelOutOperations['levelOut'] = async ({ personIds, ...request }) => {
    const people = await store.readDeskPeople([...new Set(personIds)].slice(0, MOST_SHARERS));
    const found = await listDeskTasks({
      ...request,
      filter: { completion: 'Open', assigneeIds: people.map(({ id }) => id) },
      order: { sort: 'task', isDescending: false },
      page: { place: null, limit: MOST_TASKS },
    });
    if (isRefused(found)) return found;
    const sharers = people.map((person) => ({ ...person, mayTake: mayTake(person) }));
    const { taskCount, tasks } = found;
    return { people: sharers, ...levelOut(sharers, tasks), taskCount, looked: tasks.length };
  };

  return {
    levelOut: levelled,

    async previewLevelOut({ personIds, now, ...asked }) {
      const { access, reach } = await store.readListReader(asked);
      const known = admit(asked, access);
      const user = isRefused(known) ? known : decideStanding(known, 'read');
      if (isRefused(user)) return user;
      const { credential } = asked;
      const report = await levelled({ credential, user, reach: { ...reach, assignee: false }, personIds, now });
      if (isRefused(report)) return report;
      return report.people.length < new Set(personIds).size ? refused('person-not-found') : report;
    },
  };
}

/** Tasks for somebody absent go to somebody else, and those for a disabled account nowhere. */
const mayTake = ({ isEnabled, redirectedToName }: NamedCandidate): boolean => isEnabled && redirectedToName === null;
