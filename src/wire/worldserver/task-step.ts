import { isOpen } from '../../core/tasks/task-status.ts';
import type { Resolution } from '../../core/shares/share.ts';
import type { TaskView } from '../../core/shares/task-view.ts';
import { utcText } from '../utc-text.ts';

/** A way to complete a task. */
interface Transition {
  readonly id: number;
  readonly text: string;
  readonly resolution: Resolution;
}

const COMPLETE: Transition = { id: 1, text: 'Complete', resolution: 'completed' };

/** For tasks that demand a decision. */
const DECISIONS: readonly Transition[] = [
  { id: 2, text: 'Approve', resolution: 'approved' },
  { id: 3, text: 'Reject', resolution: 'rejected' },
];

/** What a transition stands for; null where there is none of this number. */
export const resolutionOf = (transitionId: number): Resolution | null =>
  [COMPLETE, ...DECISIONS].find(({ id }) => id === transitionId)?.resolution ?? null;

/** How an open task can be completed; a task that nobody works at has no way. */
const transitionsOf = ({ status, requirements }: TaskView): readonly Transition[] => {
  if (!isOpen(status)) return [];
  return requirements.some(({ type }) => type === 'Approval') ? DECISIONS : [COMPLETE];
};

/** The step of a task is the task itself: what the one is called, so is the other. */
export const stepNameOf = ({ id, name, stepName }: Pick<TaskView, 'id' | 'name' | 'stepName'>): string =>
  name || stepName || `Task ${id}`;

const TYPE = { type: 'HUMAN', typeName: 'Human' };

/** The one step of a task, which has its number. */
export function stepObject(task: TaskView) {
  const name = stepNameOf(task);
  return {
    id: task.id,
    name,
    displayName: name,
    dueDate: task.dueAt ? utcText(task.dueAt) : undefined,
    startDate: task.startedAt?.toISOString(),
    creationDate: task.createdAt.toISOString(),
    expectedDuration: 0,
    ...TYPE,
    workflowTransitions: transitionsOf(task).map(({ id, text }, index) => ({ id, index, text })),
    workflowStep: {
      id: task.id,
      type: TYPE.type,
      name: task.stepName || name,
      idInWorkflow: task.id,
      expectedDuration: 0,
      updatable: isOpen(task.status),
    },
  };
}
