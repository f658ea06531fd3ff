import type { PartyName } from '../../core/assignment/named-parties.ts';
import { isUnchanged } from '../../core/assignment/sharing-change.ts';
import type { AssignmentFacts, SharingRequest } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refusal, type Refused } from '../../core/refusal.ts';
import { sharingOf } from '../../core/shares/implied-share.ts';
import type { AssignedView } from '../../core/shares/task-view.ts';
import type { ChangedTask, TaskChange } from '../../core/tasks/task-change.ts';
import { admitting } from '../admitted.ts';
import { ATTEMPTS_IN_PLACE, run } from '../run.ts';
import { distinct, kept, numbered } from './expected-task.ts';
import type { AssignedOutcome } from './sharing.ts';
import type { AssignmentQuestion, AssignmentSnapshot, OfferedTask, SharingStore } from './sharing-store.ts';
import { beforeOf, changedTo, type Plan, type SharingRefused } from './task-changing.ts';

type Decided =
  | { readonly change: TaskChange; readonly task: OfferedTask; readonly mentioned: AssignmentSnapshot['mentioned'] }
  | { readonly unchanged: true };

/**
 * Gives one task to those whom a call names, with one read and one write, as createTaskChanging does all changes: but
 * reads of the task only what these calls depend on and tell. Theirs are most of the changes that are made, and the
 * smaller statement takes PostgreSQL half as long (docs/benchmark.md#assigning-by-a-vendors-call).
 */
export const createAssigning = (store: SharingStore) => {
  const admit = admitting(store);

  /** @param otherwise does what is not as usual: calls that may be repeats, and those that have nothing to change */
  return <Request extends SharingRequest, R extends Refusal>(
    decide: (request: Request, facts: AssignmentFacts) => Plan | Refused<R>,
    namesOf: (request: Request) => readonly PartyName[],
    otherwise: (request: Request) => Promise<AssignedOutcome | SharingRefused<R>>,
  ) => {
    return async (request: Request): Promise<AssignedOutcome | SharingRefused<R>> => {
      const question = questionOf(request, namesOf(request));
      if (!question) return otherwise(request);
      let seen: OfferedTask | null = null as OfferedTask | null;
      const done = await run(
        {
          read: () => store.readAssignment(question),
          decide: (_, { access, now, task, found, mentioned }): Decided | Refused<R> => {
            const caller = admit(request, access);
            const plan = decide(request, { now, task, found, caller });
            seen = task;
            if (isRefused(plan)) return plan;
            if (!task) throw new Error('a change was decided on no task');
            return isUnchanged(plan) ? { unchanged: true } : { change: plan, task, mentioned };
          },
          write: async (decided: Decided): Promise<ChangedTask | null> =>
            'unchanged' in decided
              ? { taskId: 0 }
              : store.changeSharedTask({ ...decided.change, isShown: true, before: beforeOf(decided.task) }),
        },
        request,
        ATTEMPTS_IN_PLACE,
      );
      if (isRefused(done)) return seen ? { ...done, task: viewOf(seen, sharingOf(seen)) } : done;
      const { plan, written } = done;
      // What is so already may have been asked for by others, whose names are then told.
      if ('unchanged' in plan) return otherwise(request);
      return changedTo(() => outcomeOf(plan, written));
    };
  };
};

/** Null for a call that names its task in another way, or may be a repeat of one that is answered. */
function questionOf(
  { credential, client, subjectId, task, repeat }: SharingRequest,
  names: readonly PartyName[],
): AssignmentQuestion | null {
  if (repeat || !('id' in task || 'uuid' in task)) return null;
  return { credential, client, subjectId, task, names };
}

function outcomeOf(
  { change: { fields, sharing: after }, task, mentioned }: Exclude<Decided, { readonly unchanged: true }>,
  written: ChangedTask,
): Pick<AssignedOutcome, 'task' | 'share'> {
  const planned = after ?? sharingOf(task);
  const sharing = { ...planned, shares: numbered(planned.shares, written.shareIds) };
  const { people, teams } = mentioned();
  const view: AssignedView = {
    ...viewOf(task, sharing),
    approvalStatus: fields.approvalStatus ?? task.approvalStatus,
    assigneeId: kept(fields.assigneeId, task.assigneeId),
    teamId: kept(fields.teamId, task.teamId),
    redirectedFromId: kept(fields.redirectedFromId, task.redirectedFromId),
    version: written.version ?? task.version,
    updatedAt: written.updatedAt ?? task.updatedAt,
    people: distinct([...task.people, ...people]),
    teams,
  };
  return { task: view, share: sharing.shares[planned.shares.findIndex(({ id }) => id === null)] ?? null };
}

/** As much of a task as is told. */
const viewOf = (task: OfferedTask, sharing: AssignedView['sharing']): AssignedView => ({
  id: task.id,
  uuid: task.uuid,
  version: task.version,
  status: task.status,
  approvalStatus: task.approvalStatus,
  name: task.name,
  stepName: task.stepName,
  createdAt: task.createdAt,
  updatedAt: task.updatedAt,
  finishedAt: task.finishedAt,
  assigneeId: task.assigneeId,
  teamId: task.teamId,
  assignedById: task.assignedById,
  redirectedFromId: task.redirectedFromId,
  document: task.document,
  workflow: task.workflow,
  successor: task.successor,
  installationId: task.installationId,
  people: task.people,
  teams: [],
  sharing,
});
