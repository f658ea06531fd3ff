import { decideTaskRemoval } from '../../core/assignment/remove-task.ts';
import type { SharingRequest } from '../../core/assignment/sharing-facts.ts';
import { isRefused } from '../../core/refusal.ts';
import { answeredBy, isRepeated } from '../../core/repeats.ts';
import type { Deletion, DeletionRefusal } from '../../core/tasks/delete-task.ts';
import { admitting } from '../admitted.ts';
import { run } from '../run.ts';
import type { Remembering, SharingSnapshot, SharingStore } from './sharing-store.ts';
import type { SharingRefused } from './task-changing.ts';

/** The operation that removes a task by the rule of the legacy DeleteTask. */
export interface TaskRemovalOperations {
  removeTask(request: SharingRequest): Promise<{ readonly removed: true } | SharingRefused<DeletionRefusal>>;
}

type Decided = { readonly deletion: Deletion; readonly remembering: Remembering | null };

export function createTaskRemovalOperations(store: SharingStore): TaskRemovalOperations {
  const admit = admitting(store);

  return {
    async removeTask(request) {
      const done = await run(
        {
          read: () => store.readTaskShares({ ...request, names: [] }),
          decide: (_, snapshot: SharingSnapshot) => {
            const caller = admit(request, snapshot.access);
            // The task is gone by then, as a rule.
            if (snapshot.earlier && !isRefused(caller)) return answeredBy(snapshot.earlier, request);
            const deletion = decideTaskRemoval(request, { ...snapshot, caller });
            if (isRefused(deletion)) return deletion;
            if (!request.repeat || isRefused(caller)) return { deletion, remembering: null };
            const mark = store.repeatOfCall(request.repeat, caller);
            return { deletion, remembering: { mark, expected: null } };
          },
          write: (decided: Decided | { readonly repeated: object }): Promise<object | null> => {
            if (isRepeated(decided)) return Promise.resolve(decided.repeated);
            const { deletion } = decided;
            const remembering = decided.remembering ? { remembering: decided.remembering } : {};
            return 'removal' in deletion
              ? store.removeSharedTask({ ...deletion.removal, ...remembering })
              : store.changeSharedTask({ ...deletion.change, isShown: true, ...remembering });
          },
        },
        request,
      );
      return isRefused(done) ? done : { removed: true };
    },
  };
}
