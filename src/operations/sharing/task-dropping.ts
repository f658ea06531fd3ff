import type { Caller } from '../../core/access/caller.ts';
import { decideDrop, type DropRefusal } from '../../core/assignment/drop-task.ts';
import { isUnchanged, type SharingChange, type Unchanged } from '../../core/assignment/sharing-change.ts';
import type { SharingRequest } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import { answeredBy } from '../../core/repeats.ts';
import { admitting } from '../admitted.ts';
import { expectedTask } from './expected-task.ts';
import { run, type ChangeRefused } from '../run.ts';
import type { RememberedChange, SharingSnapshot, SharingStore } from './sharing-store.ts';

export interface TaskDroppingStore extends Pick<
  SharingStore,
  'readTaskShares' | 'repeatOfCall' | 'extendTicket' | 'noteKeyUse'
> {
  /** Writes all of the changes, or none: null when one of the tasks has changed since it was decided on. */
  readonly changeSharedTasks: (changes: readonly RememberedChange[]) => Promise<object | null>;
}

/** The first of the requests that was turned down, by its place. */
export type DropsRefused = ChangeRefused<DropRefusal | 'key-reused'> & {
  /** The places of all requests that name no task. */
  readonly unknown?: readonly number[];
};

export interface TaskDroppingOperations {
  /** Gives up all of these tasks, or none. A task that is named twice counts once. */
  dropTasks(requests: readonly SharingRequest[]): Promise<{ readonly dropped: number } | DropsRefused>;
}

export function createTaskDroppingOperations(store: TaskDroppingStore): TaskDroppingOperations {
  const admit = admitting(store);

  const decideOne = (
    request: SharingRequest,
    snapshot: SharingSnapshot,
  ): RememberedChange | Unchanged | DropRefused => {
    const caller = admit(request, snapshot.access);
    if (snapshot.earlier && !isRefused(caller)) {
      const answer = answeredBy(snapshot.earlier, request);
      return isRefused(answer) ? answer : { unchanged: true };
    }
    const plan = decideDrop(request, { ...snapshot, caller });
    if (isRefused(plan)) return plan;
    return isUnchanged(plan) || isRefused(caller) ? { unchanged: true } : remembered(request, snapshot, plan, caller);
  };

  const remembered = (
    { repeat }: SharingRequest,
    { shown, mentioned }: SharingSnapshot,
    change: SharingChange,
    caller: Caller,
  ): RememberedChange =>
    repeat && shown
      ? {
          ...change,
          remembering: {
            mark: store.repeatOfCall(repeat, caller),
            expected: expectedTask(shown, mentioned, change),
          },
        }
      : change;

  return {
    async dropTasks(requests) {
      let unknown: readonly number[] = [];
      const done = await run(
        {
          read: (asked: readonly SharingRequest[]) =>
            Promise.all(asked.map((request) => store.readTaskShares({ ...request, names: [] }))),
          decide: (asked, snapshots: readonly SharingSnapshot[]): Drops | DropRefused => {
            const plans = asked.map((request, at) => placed(decideOne(request, known(snapshots[at])), at));
            const refusals = plans.flatMap((plan) => ('refused' in plan ? [plan] : []));
            const missing = refusals.filter((refusal) => refusal.refused === 'task-not-found');
            unknown = missing.flatMap(({ at }) => at ?? []);
            const [refusal] = [...missing, ...refusals];
            return refusal ?? { changes: distinct(plans.flatMap((plan) => ('taskId' in plan ? [plan] : []))) };
          },
          write: ({ changes }) => (changes.length === 0 ? Promise.resolve({}) : store.changeSharedTasks(changes)),
        },
        requests,
      );
      return isRefused(done) ? { ...done, unknown } : { dropped: done.plan.changes.length };
    },
  };
}

type DropRefused = Refused<DropRefusal | 'key-reused'>;

interface Drops {
  readonly changes: readonly RememberedChange[];
}

const placed = (
  plan: RememberedChange | Unchanged | DropRefused,
  at: number,
): RememberedChange | Unchanged | DropRefused => (isRefused(plan) ? { ...plan, at } : plan);

function known(snapshot: SharingSnapshot | undefined): SharingSnapshot {
  if (!snapshot) throw new Error('a task was asked for and not answered');
  return snapshot;
}

/** Of several changes of one task the first: they are the same. */
const distinct = (changes: readonly RememberedChange[]): readonly RememberedChange[] => [
  ...new Map(changes.toReversed().map((change) => [change.taskId, change])).values(),
];
