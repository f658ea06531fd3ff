import type { AccessFacts } from '../core/access/access.ts';
import {
  decideTaskAddition,
  type TaskAddition,
  type TaskAdditionFacts,
  type TaskAdditionPlan,
  type TaskAdditionRefusal,
} from '../core/creation/add-task.ts';
import { isRefused } from '../core/refusal.ts';
import { answeredBy, isRepeated, type Earlier, type RepeatMark } from '../core/repeats.ts';
import type { DocumentView, PersonView, TaskView } from '../core/shares/task-view.ts';
import { admitting, type AdmittingStore } from './admitted.ts';
import { run, type ChangeRefused } from './run.ts';
import type { SharingStore } from './sharing/sharing-store.ts';

/** What the database gives a new task. */
export interface AddedTask {
  readonly taskId: number;
  readonly uuid: string;
  /** When it was made and started, and its version. */
  readonly at: Date;
}

/** A new task but for what the database gives it. */
export type ExpectedAddition = Omit<TaskView, 'id' | 'uuid' | 'createdAt' | 'startedAt' | 'updatedAt'>;

/** What an earlier call under the same key came to. */
export interface RememberedTask extends AddedTask {
  readonly expected: ExpectedAddition;
}

export interface RememberedAddition extends TaskAdditionPlan {
  /** What is to be remembered of the call together with its work. */
  readonly remembering?: { readonly mark: RepeatMark; readonly expected: ExpectedAddition };
}

/** The facts of an addition, with who calls and what the answer shows. */
export interface TaskAdditionSnapshot extends Omit<TaskAdditionFacts, 'caller'> {
  readonly access: AccessFacts;
  readonly shownDocument: DocumentView | null;
  readonly shownCaller: PersonView | null;
  readonly installationId: string;
  readonly earlier: Earlier<RememberedTask> | null;
}

export interface TaskAdditionStore extends AdmittingStore, Pick<SharingStore, 'repeatOfCall'> {
  readonly readTaskAddition: (request: TaskAddition) => Promise<TaskAdditionSnapshot>;
  /** Null where another call with the same key was quicker. */
  readonly addTask: (plan: RememberedAddition) => Promise<AddedTask | null>;
}

/** The operation that adds a task which nobody is asked to do yet. */
export interface TaskAdditionOperations {
  addTask(
    request: TaskAddition,
  ): Promise<{ readonly task: TaskView } | ChangeRefused<TaskAdditionRefusal | 'key-reused'>>;
}

type Decided = { readonly plan: RememberedAddition; readonly expected: ExpectedAddition };

export function createTaskAdditionOperations(store: TaskAdditionStore): TaskAdditionOperations {
  const admit = admitting(store);

  return {
    async addTask(request) {
      const done = await run(
        {
          read: store.readTaskAddition,
          decide: (_, snapshot: TaskAdditionSnapshot) => {
            const caller = admit(request, snapshot.access);
            if (snapshot.earlier && !isRefused(caller)) return answeredBy(snapshot.earlier, request);
            const plan = decideTaskAddition(request, { ...snapshot, caller });
            if (isRefused(plan)) return plan;
            const expected = expectedAddition(plan, snapshot);
            if (!request.repeat || isRefused(caller)) return { plan, expected };
            const mark = store.repeatOfCall(request.repeat, caller);
            return { plan: { ...plan, remembering: { mark, expected } }, expected };
          },
          write: async (decided: Decided | { readonly repeated: RememberedTask }): Promise<RememberedTask | null> => {
            if (isRepeated(decided)) return decided.repeated;
            const added = await store.addTask(decided.plan);
            return added && { ...added, expected: decided.expected };
          },
        },
        request,
      );
      return isRefused(done) ? done : { task: finished(done.written) };
    },
  };
}

const expectedAddition = (
  plan: TaskAdditionPlan,
  { shownDocument, shownCaller, installationId }: TaskAdditionSnapshot,
): ExpectedAddition => ({
  version: 1,
  status: 'InProgress',
  approvalStatus: 'NoResult',
  priority: plan.priority,
  name: '',
  stepName: '',
  instructions: plan.instructions,
  comments: '',
  requirements: plan.requirements,
  finishedAt: null,
  dueAt: plan.dueAt,
  assigneeId: null,
  teamId: null,
  assignedById: plan.callerId,
  supervisorId: null,
  redirectedFromId: null,
  document: shownDocument,
  workflow: null,
  successor: null,
  installationId,
  sharing: { shares: [], rule: plan.rule, afterTiers: 'open', claim: null, output: {} },
  people: shownCaller ? [shownCaller] : [],
  teams: [],
});

const finished = ({ taskId, uuid, at, expected }: RememberedTask): TaskView => ({
  ...expected,
  id: taskId,
  uuid,
  createdAt: at,
  startedAt: at,
  updatedAt: at,
});
