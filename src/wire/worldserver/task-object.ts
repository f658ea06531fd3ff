import type { Share } from '../../core/shares/share.ts';
import type { PersonView, TaskView } from '../../core/shares/task-view.ts';
import { TASK_STATUSES, type TaskStatus } from '../../core/tasks/task-status.ts';
import { utcText } from '../utc-text.ts';
import { stepObject } from './task-step.ts';

const WORDS = {
  NOT_STARTED: 'Not started',
  ACTIVE: 'Active',
  COMPLETED: 'Completed',
  CANCELED: 'Canceled',
} as const;

type StatusWord = keyof typeof WORDS;

const STATUS: Readonly<Record<TaskStatus, StatusWord>> = {
  NotStarted: 'NOT_STARTED',
  InProgress: 'ACTIVE',
  DueDateChanged: 'ACTIVE',
  Completed: 'COMPLETED',
  Dropped: 'CANCELED',
  Reassigned: 'CANCELED',
};

/** The states of tasks that this dialect has one word for. */
export const statusesOf = (word: string): readonly TaskStatus[] =>
  TASK_STATUSES.filter((status) => STATUS[status] === word);

/** A task as clients of this dialect know it; what it has none of is left out. */
export function taskObject(task: TaskView) {
  const { id, document, workflow } = task;
  const word = STATUS[task.status];
  const owner = task.people.find((person) => person.id === task.assignedById);
  const step = stepObject(task);
  return {
    id,
    project: workflow ? { id: workflow.id, name: workflow.name } : undefined,
    assets: document ? [document.path] : [],
    taskNumInProject: String(id),
    workflow: workflow ? { id: workflow.id, name: workflow.name, description: '', expectedDuration: 0 } : undefined,
    creator: owner ? creatorObject(owner) : undefined,
    priority: task.priority,
    creationDate: task.createdAt.toISOString(),
    dueDate: task.dueAt ? utcText(task.dueAt) : undefined,
    expectedDuration: 0,
    currentTaskStep: step,
    steps: [step],
    status: { status: word, displayText: WORDS[word] },
    completionStatus: task.status === 'Completed' ? 100 : 0,
    assignees: task.sharing.shares.flatMap((share) => assigneeObject(task, share)),
    comment: task.comments,
    detailedComment: task.instructions,
    includeInCost: false,
    targetAssets: [],
  };
}

const creatorObject = ({ id, login, firstName, lastName, fullName, enabled }: PersonView) => ({
  id,
  username: login,
  firstName,
  lastName,
  displayName: fullName || login,
  disabled: !enabled,
});

/** Whoever is asked, was asked until the end, or is done; nobody whose turn is still to come. */
function assigneeObject(task: TaskView, { party, state }: Share): object[] {
  if (state === 'later') return [];
  if (party.kind === 'outside') return [{ id: 0, name: party.name, type: 'EXTERNAL', disabled: false }];
  if (party.kind === 'team') {
    const team = task.teams.find((each) => each.id === party.id);
    return team ? [{ id: team.id, name: team.name, type: 'WORKFLOW_ROLE', disabled: false }] : [];
  }
  const person = task.people.find((each) => each.id === party.id);
  if (!person) return [];
  const { id, login, fullName, enabled } = person;
  return [{ id, name: fullName || login, type: 'USER', disabled: !enabled }];
}
