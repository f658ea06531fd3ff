import type { Access } from '../core/access/access.ts';
import { decideStanding } from '../core/access/rights.ts';
import type { AccessRefusal, TaskName } from '../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../core/refusal.ts';
import { viewOf, type TaskView } from '../core/shares/task-view.ts';
import { admitting, type AdmittingStore } from './admitted.ts';
import type { SharingStore } from './sharing-store.ts';

type SharedReadingStore = AdmittingStore & Pick<SharingStore, 'readShownTask'>;

/** The operation that shows one task with its shares; every enabled account may see every task. */
export interface SharedTaskReadingOperations {
  readSharedTask(
    request: Access & { readonly task: TaskName },
  ): Promise<{ readonly task: TaskView } | Refused<AccessRefusal | 'task-not-found'>>;
}

export function createSharedTaskReadingOperations(store: SharedReadingStore): SharedTaskReadingOperations {
  const admit = admitting(store);
  return {
    async readSharedTask(request) {
      const { access, shown } = await store.readShownTask(request);
      const caller = admit(request, access);
      if (isRefused(caller)) return caller;
      const reader = decideStanding(caller, 'read');
      if (isRefused(reader)) return reader;
      return shown ? { task: viewOf(shown) } : refused('task-not-found');
    },
  };
}
