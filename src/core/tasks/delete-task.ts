import { isAdministrator } from '../access/caller.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { isAdHoc } from './ad-hoc.ts';
import { endedForAll } from './own-shares.ts';
import { holdOf, isOwedToStep, mayOverrule } from './step-hold.ts';
import { taskWrite, type TaskChange, type TaskRemoval } from './task-change.ts';
import {
  callerAndTask,
  type CallerAndTask,
  type ChangeRefusal,
  type TaskFacts,
  type TaskRequest,
} from './task-facts.ts';
import { isClosed } from './task-status.ts';
import { isStale } from './task-version.ts';

/** Either the task goes for good, or it stays as Dropped. */
export type Deletion = { readonly removal: TaskRemoval } | { readonly change: TaskChange };

export type DeletionRefusal = ChangeRefusal | 'definition-changed';

/**
 * May this caller remove the task, and does anything of it stay? A workflow whose definition has moved on keeps its
 * tasks: those of the definition as they are, those somebody added by hand as Dropped, or as they ended
 * (docs/legacy/operations.md#deletetask). So stays what its assignee owes to a step: it is dropped, and holds the step
 * open until somebody else removes it, who may be one that supervises it.
 */
export function decideDeletion(request: TaskRequest, facts: TaskFacts): Deletion | Refused<DeletionRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  const { task } = known;
  const releases = task.holdsStep && mayOverrule(known);
  if (!task.callerIsAssigner && !mayRemoveTasks(known) && !releases) return refused('access-denied');
  if (isStale(request, task)) return refused('version-mismatch');

  const write = taskWrite('DeleteTask', request, known);
  const isWaitedFor = task.isInStep && (!isClosed(task.status) || task.holdsStep);
  const owes = isWaitedFor && task.callerIsAssignee && isOwedToStep(known);
  if (!task.workflowDefinitionChanged && !owes) return { removal: { ...write, advancesWorkflow: isWaitedFor } };
  if (task.holdsStep && !owes) return { change: { ...write, fields: { holdsStep: false }, advancesWorkflow: true } };
  if (task.workflowDefinitionChanged && !isAdHoc(task)) return refused('definition-changed');
  // Closed tasks stay closed (docs/legacy/operations.md#changes-of-status): what
  // was completed was completed, and what was reassigned leads to its successor.
  if (isClosed(task.status)) return { change: { ...write, fields: {}, removesAttachments: true } };
  return {
    change: {
      ...write,
      ...endedForAll(task.sharing, {
        status: 'Dropped',
        finishedAt: facts.now,
        endVersion: task.documentVersion,
        ...holdOf(known),
      }),
      removesAttachments: true,
      advancesWorkflow: true,
    },
  };
}

const FULL_CONTROL = 6;

/**
 * The Remove Task right on the task's document. Who holds it is not written down: we give it to the document's owner,
 * to library managers and administrators, who manage all of a library, and to an assignee whom the task gives full
 * control, which is "everything" (docs/legacy/operations.md#right-types). A supervisor is named by the contract
 * wherever one may act, and is not named here.
 */
const mayRemoveTasks = ({ caller, task }: CallerAndTask): boolean =>
  task.callerOwnsDocument ||
  caller.roles.includes('libraryManager') ||
  isAdministrator(caller) ||
  (task.callerIsAssignee && task.rightType === FULL_CONTROL);
