import type { Caller } from '../access/caller.ts';
import { decideStanding } from '../access/rights.ts';
import { seesEverything } from '../lists/get-tasks.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import type { TaskStatus } from '../tasks/task-status.ts';

/** A task of a chain: each but the last was reassigned, which made the next. */
export interface ChainTask {
  readonly id: number;
  readonly uuid: string;
  readonly version: number;
  readonly status: TaskStatus;
  readonly name: string;
  readonly stepName: string;
  readonly documentPath: string | null;
  readonly workflowId: number | null;
  readonly workflowName: string | null;
  readonly assigneeId: number | null;
  readonly teamId: number | null;
  readonly assignedById: number | null;
  readonly supervisorId: number | null;
  readonly dueAt: Date | null;
  readonly instructions: string;
  readonly comments: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly reassignedFromId: number | null;
  readonly reassignedToId: number | null;
  /** The caller is assignee, assigner or supervisor of it, in person or through a team. */
  readonly concernsCaller: boolean;
}

/** One line of history, of a task of the chain or of one that is gone. */
export interface ChainEvent {
  readonly taskId: number;
  readonly at: Date;
  /** Null: the server itself. */
  readonly userId: number | null;
  /** What kind of credential the call came with, and through which API. */
  readonly credential: string;
  readonly api: string;
  readonly operation: string;
  readonly requestId: string | null;
  /** The name of the API key. */
  readonly key: string | null;
  /** The key acted for another account than its own. */
  readonly onBehalf: boolean;
  readonly oldStatus: TaskStatus | null;
  readonly newStatus: TaskStatus | null;
  readonly oldAssigneeId: number | null;
  readonly newAssigneeId: number | null;
  readonly oldDueAt: Date | null;
  readonly newDueAt: Date | null;
  readonly oldInstructions: string | null;
  readonly newInstructions: string | null;
  readonly successorId: number | null;
  readonly reason: string | null;
  readonly redirectPath: readonly number[] | null;
  readonly notFollowed: readonly number[] | null;
}

/** A mail about a task of the chain, with what has become of it. */
export interface ChainMail {
  readonly taskId: number;
  readonly topic: string;
  readonly recipientId: number;
  /** Whose call caused it; null for a reminder. */
  readonly actorId: number | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly givenUpAt: Date | null;
  /** Whether an administrator gave it up. */
  readonly isDropped: boolean;
  readonly attempts: number;
  readonly lastError: string | null;
}

export interface ChainStep extends ChainEvent {
  readonly mails: readonly ChainMail[];
}

export interface TaskChain {
  /** From the first to the present one. */
  readonly tasks: readonly ChainTask[];
  readonly steps: readonly ChainStep[];
  /** Mails that no step caused: reminders. */
  readonly reminders: readonly ChainMail[];
  /** False where a task of the chain is gone, or there are more than are read. */
  readonly isWhole: boolean;
}

/** May this caller see the chain? Whoever sees one of its tasks in lists sees them all. */
export function decideChain(
  found: Caller,
  tasks: readonly ChainTask[],
): { readonly tasks: readonly ChainTask[] } | Refused<'access-denied' | 'task-not-found'> {
  const caller = decideStanding(found, 'read');
  if (isRefused(caller)) return caller;
  if (tasks.length === 0) return refused('task-not-found');
  const mayRead = seesEverything(caller) || tasks.some(({ concernsCaller }) => concernsCaller);
  return mayRead ? { tasks } : refused('access-denied');
}

/** Tells what happened, each step with the instructions it replaced and the mails it caused. */
export function chainOf(
  tasks: readonly ChainTask[],
  events: readonly ChainEvent[],
  mails: readonly ChainMail[],
): TaskChain {
  const causes = mails.map((mail) => causeOf(mail, events));
  const first = tasks[0];
  const last = tasks[tasks.length - 1];
  return {
    tasks,
    steps: events.map((event) => ({
      ...event,
      ...instructionsOf(event, tasks, events),
      mails: mails.filter((_, index) => causes[index] === event),
    })),
    reminders: mails.filter((_, index) => causes[index] === undefined),
    isWhole: first?.reassignedFromId === null && last?.reassignedToId === null,
  };
}

/**
 * The step that caused a mail: by the same account, about the same task or the reassignment that made it, and nearest
 * in time. The statement that writes the one writes the other.
 */
function causeOf({ taskId, actorId, createdAt }: ChainMail, events: readonly ChainEvent[]): ChainEvent | undefined {
  if (actorId === null) return undefined;
  let nearest: ChainEvent | undefined;
  const distance = ({ at }: ChainEvent): number => Math.abs(at.getTime() - createdAt.getTime());
  for (const event of events) {
    if (event.userId !== actorId || (event.taskId !== taskId && event.successorId !== taskId)) continue;
    if (!nearest || distance(event) < distance(nearest)) nearest = event;
  }
  return nearest;
}

/** A reassignment replaces the original's instructions, which stay as they were, by those the successor begins with. */
function instructionsOf(
  event: ChainEvent,
  tasks: readonly ChainTask[],
  events: readonly ChainEvent[],
): Pick<ChainEvent, 'oldInstructions' | 'newInstructions'> {
  const { successorId, taskId, oldInstructions, newInstructions } = event;
  if (successorId === null) return { oldInstructions, newInstructions };
  const begunWith = events.find((each) => each.taskId === successorId && each.oldInstructions !== null);
  const instructionsNow = (id: number) => tasks.find((task) => task.id === id)?.instructions ?? null;
  return {
    oldInstructions: instructionsNow(taskId),
    newInstructions: begunWith?.oldInstructions ?? instructionsNow(successorId),
  };
}
