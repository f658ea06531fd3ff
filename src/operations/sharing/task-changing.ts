import { isUnchanged, type Unchanged } from '../../core/assignment/sharing-change.ts';
import type { PartyName } from '../../core/assignment/named-parties.ts';
import type { SharedTask, SharingFacts, SharingRequest } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refusal, type Refused } from '../../core/refusal.ts';
import { answeredBy, isRepeated, type Repeated } from '../../core/repeats.ts';
import { keptLevel } from '../../core/shares/holder.ts';
import type { Share } from '../../core/shares/share.ts';
import type { ChangedTask, TaskChange } from '../../core/tasks/task-change.ts';
import { viewOf, type AssignedView, type Mentioned, type ShownTask } from '../../core/shares/task-view.ts';
import { admitting } from '../admitted.ts';
import { expectedTask, finishedTask } from './expected-task.ts';
import { ATTEMPTS_IN_PLACE, run, type ChangeRefused } from '../run.ts';
import type { SharedOutcome } from './sharing.ts';
import type {
  Expected,
  Remembering,
  RememberedOutcome,
  SharingQuestion,
  SharingSnapshot,
  SharingStore,
  TaskBefore,
} from './sharing-store.ts';

/** Turned down by the decision; because its key has done other work; or because others kept changing the task. */
export type SharingRefused<R extends Refusal> = ChangeRefused<R | 'key-reused'> & {
  /** The task as it was decided on; left out where it was not looked at. */
  readonly task?: AssignedView;
};

/** What is decided: a change, or that all is so already; with the share the call asked for, where it was about one. */
export type Plan = TaskChange | (Unchanged & { readonly share?: Share });

/** How a kind of call reads its task, and what it decides. */
export interface Changing<Request extends SharingRequest, Task extends SharedTask, R extends Refusal> {
  readonly read: (question: SharingQuestion) => Promise<SharingSnapshot<Task>>;
  readonly decide: (request: Request, facts: SharingFacts<Task>) => Plan | Refused<R>;
  /** Whom the call names; left out: nobody. */
  readonly namesOf?: (request: Request) => readonly PartyName[];
}

/** A plan with the task that it leads to. */
type Decided =
  | {
      readonly change: TaskChange;
      readonly before: TaskBefore & { readonly shown: ShownTask };
      readonly mentioned: Mentioned;
      readonly remembering: (Remembering & { readonly expected: Expected }) | null;
    }
  | { readonly unchanged: ShownTask; readonly share: Share | null };

/**
 * Reads one task, decides a change of it and writes that, all with one read and one write; answers the task as it then
 * is, without a third. A call that an earlier one with its key has done is answered as that was.
 */
export const createTaskChanging = (store: SharingStore) => {
  const admit = admitting(store);

  return <Request extends SharingRequest, Task extends SharedTask, R extends Refusal>({
    read,
    decide,
    namesOf = () => [],
  }: Changing<Request, Task, R>) => {
    return async (request: Request): Promise<SharedOutcome | SharingRefused<R>> => {
      const { credential, client, subjectId, task, repeat } = request;
      const question = { credential, client, subjectId, task, repeat, names: namesOf(request) };
      let seen: ShownTask | null = null as ShownTask | null;
      const done = await run(
        {
          read: () => read(question),
          decide: (_, snapshot): Decided | Repeated<RememberedOutcome> | Refused<R | 'key-reused'> => {
            const caller = admit(request, snapshot.access);
            // Before the task is looked at: it may be another one by now, and closed.
            if (snapshot.earlier && !isRefused(caller)) return answeredBy(snapshot.earlier, request);
            const { now, task: fact, found, shown, mentioned } = snapshot;
            const plan = decide(request, { now, task: fact, found, caller });
            seen = shown;
            if (isRefused(plan)) return plan;
            if (!shown || isRefused(caller)) throw new Error('a change was decided on no task');
            if (isUnchanged(plan)) return { unchanged: shown, share: plan.share ?? null };
            const mark = repeat && store.repeatOfCall(repeat, caller);
            const remembering = mark ? { mark, expected: expectedTask(shown, mentioned, plan) } : null;
            return { change: plan, before: beforeOf(shown), mentioned, remembering };
          },
          write: async (decided: Decided | Repeated<RememberedOutcome>): Promise<ChangedTask | null> => {
            if (isRepeated(decided)) return { taskId: 0, ...decided.repeated };
            if (!('change' in decided)) return { taskId: decided.unchanged.id };
            const { change, before, remembering } = decided;
            return store.changeSharedTask({ ...change, isShown: true, before, ...(remembering && { remembering }) });
          },
        },
        request,
        ATTEMPTS_IN_PLACE,
      );
      if (isRefused(done)) return seen ? { ...done, task: viewOf(seen) } : done;
      return outcomeOf(done.plan, done.written);
    };
  };
};

/** The task as a change is decided on it. */
export const beforeOf = <Shown extends TaskBefore['shown']>(shown: Shown): TaskBefore & { readonly shown: Shown } => ({
  shown,
  level: keptLevel(shown.sharing),
});

function outcomeOf(decided: Decided | Repeated<RememberedOutcome>, written: ChangedTask): SharedOutcome {
  if ('unchanged' in decided) return { changed: false, task: viewOf(decided.unchanged), share: decided.share };
  return changedTo(() => finished(expectedBy(decided), written));
}

interface Told<View> {
  readonly task: View;
  readonly share: Share | null;
}

/** Put together where it is asked for: half of the calls tell nothing but that it is done. */
export function changedTo<View>(put: () => Told<View>): Told<View> & { readonly changed: true } {
  let known: Told<View> | undefined;
  const outcome = () => (known ??= put());
  return {
    changed: true,
    get task() {
      return outcome().task;
    },
    get share() {
      return outcome().share;
    },
  };
}

function finished(expected: Expected, written: ChangedTask): Pick<SharedOutcome, 'task' | 'share'> {
  const task = finishedTask(expected, written);
  return { task, share: task.sharing.shares[expected.newest] ?? null };
}

function expectedBy(
  decided: Exclude<Decided, { readonly unchanged: ShownTask }> | Repeated<RememberedOutcome>,
): Expected {
  if (!isRepeated(decided)) return expectedTask(decided.before.shown, decided.mentioned, decided.change);
  const { expected } = decided.repeated;
  if (!expected) throw new Error('the key of a call that took a task away was remembered for another');
  return expected;
}
