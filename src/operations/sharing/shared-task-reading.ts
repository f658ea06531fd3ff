import type { Access } from '../../core/access/access.ts';
import { decideStanding } from '../../core/access/rights.ts';
import type { AccessRefusal, TaskName } from '../../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import type { TaskLog } from '../../core/shares/task-log.ts';
import { viewOf, type TaskView } from '../../core/shares/task-view.ts';
import { admitting, type AdmittingStore } from '../admitted.ts';
import type { SharingStore, ShownSnapshot } from './sharing-store.ts';

/** A task to be shown with how it came to whoever has it. */
export interface LoggedSnapshot extends ShownSnapshot {
  readonly log: TaskLog;
}

export interface SharedReadingStore extends AdmittingStore, Pick<SharingStore, 'readShownTask'> {
  readonly readLoggedTask: (question: SharedTaskRequest) => Promise<LoggedSnapshot>;
}

export interface SharedTaskRequest extends Access {
  readonly task: TaskName;
}

type ReadRefused = Refused<AccessRefusal | 'task-not-found'>;

/** The operations that show one task with its shares; every enabled account may see every task. */
export interface SharedTaskReadingOperations {
  readSharedTask(request: SharedTaskRequest): Promise<{ readonly task: TaskView } | ReadRefused>;
  readLoggedTask(request: SharedTaskRequest): Promise<{ readonly task: TaskView; readonly log: TaskLog } | ReadRefused>;
}

export function createSharedTaskReadingOperations(store: SharedReadingStore): SharedTaskReadingOperations {
  const admit = admitting(store);
  const seen = (request: SharedTaskRequest, { access, shown }: ShownSnapshot): TaskView | ReadRefused => {
    const caller = admit(request, access);
    if (isRefused(caller)) return caller;
    const reader = decideStanding(caller, 'read');
    if (isRefused(reader)) return reader;
    return shown ? viewOf(shown) : refused('task-not-found');
  };
  return {
    async readSharedTask(request) {
      const task = seen(request, await store.readShownTask(request));
      return isRefused(task) ? task : { task };
    },
    async readLoggedTask(request) {
      const snapshot = await store.readLoggedTask(request);
      const task = seen(request, snapshot);
      return isRefused(task) ? task : { task, log: snapshot.log };
    },
  };
}
