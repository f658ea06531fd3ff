import type { z } from 'zod';
import { isClosed } from '../../../core/tasks/task-status.ts';
import type { TaskStatus } from '../../../core/tasks/task-status.ts';
import type { assignmentFields, PartyEntry } from './assignment-entry.ts';

/** What the rules look at. */
export interface AssignmentEntry extends z.output<z.ZodObject<ReturnType<typeof assignmentFields>>> {
  readonly status: TaskStatus;
  readonly approvalStatus: 'NoResult' | 'Rejected' | 'Approved';
  readonly redirectedFrom?: string | undefined;
  readonly requirements: readonly { readonly type: string }[];
}

type Say = (path: (string | number)[], message: string) => void;

const WAYS = ['assignee', 'team', 'assignees', 'tiers'] as const;
const OF_STARTED = ['assignees', 'tiers', 'claimedBy', 'completionRule', 'output'] as const;
const OF_TIERS = ['afterTiers', 'tierStartedAt'] as const;

/**
 * Says what no call could have made of a task. Tasks of which only an assignee or a team is said are as they come: they
 * may be older than the rules.
 */
export function checkAssignment(task: AssignmentEntry, now: Date, say: Say): void {
  const ways = WAYS.filter((way) => task[way] !== undefined);
  const [, second] = ways;
  if (second) say([second], 'expected only one of assignee, team, assignees and tiers');
  if (task.status === 'NotStarted') {
    for (const field of OF_STARTED) if (task[field] !== undefined) say([field], 'is for a task that is started');
  }
  if (!task.tiers) {
    for (const field of OF_TIERS) if (task[field] !== undefined) say([field], 'is for a task with tiers');
  }
  if (ways.length === 0) checkNobody(task, say);
  checkTiers(task, now, say);
  checkAssignees(task, say);
}

function checkNobody(task: AssignmentEntry, say: Say): void {
  if (task.redirectedFrom !== undefined) say(['redirectedFrom'], 'is for a task that somebody is assigned to');
  if (task.approvalStatus !== 'NoResult') say(['approvalStatus'], 'is for a task that somebody is assigned to');
  if (task.status === 'Completed') say(['assignee'], 'is missing; somebody has completed the task');
}

function checkTiers({ tiers = [], tierStartedAt, status }: AssignmentEntry, now: Date, say: Say): void {
  if (tiers.length > 0 && isClosed(status)) say(['tiers'], 'is for a task that is open');
  if (tierStartedAt && tierStartedAt > now) say(['tierStartedAt'], 'expected a moment that has come');
  tiers.slice(0, -1).forEach(({ slaMinutes }, index) => {
    if (slaMinutes === 0) say(['tiers', index, 'slaMinutes'], 'expected a limit, or tiers behind it have no turn');
  });
}

function checkAssignees({ assignees = [], ...task }: AssignmentEntry, say: Say): void {
  const demands = (type: string): boolean => task.requirements.some((requirement) => requirement.type === type);
  const first = new Map<string, number>();
  assignees.forEach((assignee, index) => {
    const key = keyOf(assignee);
    const owner = first.get(key);
    if (owner === undefined) first.set(key, index);
    else say(['assignees', index], `the same as assignees[${owner}]`);

    const { resolution, message = '' } = assignee;
    if (resolution === undefined) return;
    if (demands('Approval') === (resolution === 'completed')) {
      const expected = resolution === 'completed' ? 'approved or rejected: the task' : 'completed: nothing';
      say(['assignees', index, 'resolution'], `expected ${expected} requires Approval`);
    }
    if (demands('Comments') && message === '') {
      say(['assignees', index, 'message'], 'is missing; the task requires Comments');
    }
  });
  if (assignees.length > 0) checkRule({ ...task, assignees }, say);
}

/** A task is Completed when its rule is met, and not before. */
function checkRule({ assignees = [], ...task }: AssignmentEntry, say: Say): void {
  const done = assignees.filter(({ resolution }) => resolution !== undefined);
  const { completionRule: rule = 'all', status } = task;
  const isMet = rule === 'any' ? done.length > 0 : done.length === assignees.length;
  if (isMet && status !== 'Completed') say(['status'], `expected Completed: its rule, ${rule}, is met`);
  if (status !== 'Completed') return;
  const decision = decided(done.map(({ resolution }) => resolution));
  if (task.approvalStatus !== 'NoResult' && task.approvalStatus !== decision) {
    say(['approvalStatus'], `expected ${decision}, as the assignees decided`);
  }
  if (isMet) return;
  const missing = assignees.findIndex(({ resolution }) => resolution === undefined);
  say(['assignees', missing, 'resolution'], `is missing; the task is Completed, and its rule is ${rule}`);
}

/** The decision of a task by those of its shares. */
function decided(resolutions: readonly (string | undefined)[]): AssignmentEntry['approvalStatus'] {
  if (resolutions.includes('rejected')) return 'Rejected';
  return resolutions.includes('approved') ? 'Approved' : 'NoResult';
}

const keyOf = ({ user, team, external }: PartyEntry): string =>
  [user, team, external].map((value) => value?.toLowerCase() ?? '').join('\0');
