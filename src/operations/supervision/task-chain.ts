import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal, TaskName } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import {
  chainOf,
  decideChain,
  type ChainEvent,
  type ChainTask,
  type TaskChain,
} from '../../core/supervision/task-chain.ts';
import { admitting } from '../admitted.ts';
import type { MentionedIds, Names, SupervisionStore } from './supervision-store.ts';

export interface NamedChain extends TaskChain {
  readonly names: Names;
}

export interface TaskChainOperations {
  /** All that happened to a task and to those that reassignments made of it, by any of its ids. */
  readTaskChain(
    request: Access & { readonly task: TaskName },
  ): Promise<NamedChain | Refused<AccessRefusal | 'task-not-found'>>;
}

export function createTaskChainOperations(store: SupervisionStore): TaskChainOperations {
  const admit = admitting(store);
  return {
    async readTaskChain(request) {
      const { access, tasks } = await store.readChain(request);
      const caller = admit(request, access);
      if (isRefused(caller)) return caller;
      const decided = decideChain(caller, tasks);
      if (isRefused(decided)) return decided;
      return tellChain(store, tasks);
    },
  };
}

/** Tells what happened to the tasks of a chain, to somebody who may know it. */
export async function tellChain(
  store: Pick<SupervisionStore, 'readChainEvents' | 'readChainMails'>,
  tasks: readonly ChainTask[],
): Promise<NamedChain> {
  const ids = tasks.map(({ id }) => id);
  // Of a task that is gone, history has what is left.
  const gone = tasks[0]?.reassignedFromId;
  const events = await store.readChainEvents(gone ? [gone, ...ids] : ids);
  const { mails, names } = await store.readChainMails(ids, mentionedIn(tasks, events));
  return { ...chainOf(tasks, events, mails), names };
}

function mentionedIn(tasks: readonly ChainTask[], events: readonly ChainEvent[]): MentionedIds {
  const people = [
    ...tasks.flatMap(({ assigneeId, assignedById, supervisorId }) => [assigneeId, assignedById, supervisorId]),
    ...events.flatMap(({ userId, oldAssigneeId, newAssigneeId, redirectPath, notFollowed }) => [
      userId,
      oldAssigneeId,
      newAssigneeId,
      ...(redirectPath ?? []),
      ...(notFollowed ?? []),
    ]),
  ];
  return { people: distinct(people), teams: distinct(tasks.map(({ teamId }) => teamId)) };
}

const distinct = (ids: readonly (number | null)[]): number[] => [...new Set(ids.filter((id) => id !== null))];
