import type { z } from 'zod';
import { isAsked, isDone, isToCome, type Share } from '../../core/shares/share.ts';
import type { TaskLog } from '../../core/shares/task-log.ts';
import type { TaskView } from '../../core/shares/task-view.ts';
import { isClosed, isOpen } from '../../core/tasks/task-status.ts';
import { utcText } from '../utc-text.ts';
import { logOf } from './action-log.ts';
import { addressById, partyShown } from './people.ts';
import type { HumanTaskAssignment, HumanTaskEntry, STATES } from './schemas.ts';

export type State = (typeof STATES)[number];

function stateOf({ status, sharing }: TaskView): State {
  if (isOpen(status)) return sharing.claim ? 'IN_PROGRESS' : 'ASSIGNED';
  if (status === 'NotStarted') return 'PENDING';
  return status === 'Completed' ? 'COMPLETED' : 'DELETED';
}

/** The share that a task is shown with: the one that is claimed, else the first asked; of a closed one, who had it. */
function shownShare({ status, sharing: { shares, claim } }: TaskView): Share | undefined {
  const claimed = claim && shares.find(({ id }) => id === claim.shareId);
  if (claimed) return claimed;
  if (!isClosed(status)) return shares.find(isAsked);
  const last = shares
    .filter(isDone)
    .reduce<Share | undefined>((one, other) => (resolvedMs(one) > resolvedMs(other) ? one : other), undefined);
  return status === 'Completed' ? last : shares.find(({ state }) => state === 'left');
}

const resolvedMs = (share: Share | undefined): number => share?.resolvedAt?.getTime() ?? 0;

/** A task as this API shows it; with `log` also how it came to whoever has it. */
export function entryOf(task: TaskView, log?: TaskLog): z.output<typeof HumanTaskEntry> {
  const { sharing, workflow } = task;
  const share = shownShare(task);
  const createdBy = addressById(task, task.assignedById);
  const updatedBy = log && addressById(log, log.lastActorId);
  return {
    ...(createdBy === undefined ? {} : { createdBy }),
    ...(updatedBy === undefined ? {} : { updatedBy }),
    createdOn: task.createdAt.getTime(),
    updatedOn: task.updatedAt.getTime(),
    taskId: task.uuid,
    state: stateOf(task),
    displayName: task.name,
    definitionName: task.name,
    ...(workflow ? { workflowId: String(workflow.id), workflowName: workflow.name } : {}),
    taskRefName: task.stepName || task.name,
    ...(share ? { assignee: partyShown(share.party, share.namedAs, task) } : {}),
    ...(sharing.claim ? { claimant: partyShown(sharing.claim.claimant, sharing.claim.namedAs, task) } : {}),
    humanTaskDef: {
      displayName: task.name,
      assignments: assignmentsOf(task, share),
      assignmentCompletionStrategy: sharing.afterTiers === 'terminate' ? 'TERMINATE' : 'LEAVE_OPEN',
      taskTriggers: [],
    },
    input: inputOf(task, log),
    output: { ...sharing.output },
  };
}

/** Tiers that are over are in the log. */
function assignmentsOf(task: TaskView, share: Share | undefined): z.output<typeof HumanTaskAssignment>[] {
  const tiers = task.sharing.shares.filter((each) => each.slaMinutes !== null);
  const shown = tiers.length > 0 ? tiers : share ? [share] : [];
  return shown.map((each) => ({
    assignee: partyShown(each.party, each.namedAs, task),
    slaMinutes: each.slaMinutes ?? 0,
  }));
}

/** What the task is about. */
export const inputOf = (task: TaskView, log?: TaskLog): Record<string, unknown> => ({
  instructions: task.instructions,
  ...(task.dueAt ? { dueAt: utcText(task.dueAt) } : {}),
  ...(task.document ? { document: task.document.path } : {}),
  ...(log ? { __humanTaskProcessContext: contextOf(task, log) } : {}),
});

function contextOf(task: TaskView, log: TaskLog): Record<string, unknown> {
  const { shares, claim } = task.sharing;
  return {
    state: stateOf(task),
    lastUpdated: task.updatedAt.getTime(),
    assigneeIndex: 0,
    skippedAssigneeIndexes: [],
    assignmentsCompleted: !isClosed(task.status) && !claim && !shares.some((each) => isAsked(each) || isToCome(each)),
    humanTaskTriggerLog: {},
    humanTaskActionLogs: logOf(task, log),
  };
}
