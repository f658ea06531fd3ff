import { isAdministrator, type Caller } from '../access/caller.ts';
import type { CallContext, Credential } from '../access/credential.ts';
import { decideStanding } from '../access/rights.ts';
import type { AccessRefusal } from '../assignment/sharing-facts.ts';
import { followRedirections, type Person } from '../redirections/redirection.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { answeredBy, isRepeated, type Earlier, type Repeated, type RepeatMark } from '../repeats.ts';
import {
  decideReassignment,
  type ReassignableTask,
  type ReassignmentPlan,
  type ReassignmentRefusal,
} from '../tasks/reassign-task.ts';
import type { ReassignmentLimit } from '../tasks/reassignments.ts';
import { isOpen } from '../tasks/task-status.ts';
import { isStale } from '../tasks/task-version.ts';
import { changedDueAt, type DueChange } from './due-change.ts';
import { doersOf } from './load.ts';

/**
 * To whom tasks go: to the person of a login; or each to the one it came from. Undo puts back what was, to that very
 * person; return is a reassignment like any other.
 */
export type Destination =
  { readonly kind: 'login'; readonly login: string } | { readonly kind: 'undo' } | { readonly kind: 'return' };

/** What is asked of every one of several tasks. */
export interface Move {
  readonly to: Destination;
  /** Of no effect on undo, which puts back the due date. */
  readonly due: DueChange;
  /** '' clears them, null keeps them. Of no effect on undo, which puts back what they were. */
  readonly instructions: string | null;
  /** The caller's own words, for history. */
  readonly reason: string | null;
  /** Whether the new assignee gets a mail; the former one and the assigner always do. */
  readonly sendTaskNotice: boolean;
  /** The account whose place is taken, which has to have each task to do; undefined: the caller's, or the assignee's. */
  readonly inPlaceOf?: number | undefined;
  /** It is absent, and the tasks are remembered, to be given back. */
  readonly isForAbsence?: boolean;
}

/** Tasks of one action, at the most. */
export const MOST_MOVES = 1000;

/** Who asks for a move, and by which call. */
export interface Mover {
  readonly credential: Credential;
  readonly context: CallContext;
  /** The call's name, for history. */
  readonly operation: string;
}

/** A task that is to move, in the version that the caller has seen; undefined where none was. */
export interface NamedTask {
  readonly id: number;
  readonly version?: number | undefined;
}

/** Who had the task from which a reassignment made this one. */
export interface FormerAssignment {
  /** The account; null where a team had it, somebody from outside, or nobody. */
  readonly person: Reachable | null;
  /** The account that got the task then; null where history does not say. */
  readonly cameToId: number | null;
  readonly dueAt: Date | null;
  /** Read for undo only. */
  readonly instructions: string | null;
}

/** An account with the chain of redirections in force that starts at it. */
export interface Reachable extends Person {
  readonly redirections: readonly Person[];
}

export interface MovableTask extends ReassignableTask {
  readonly name: string;
  readonly stepName: string;
  readonly documentPath: string | null;
  readonly dueAt: Date | null;
  readonly assigneeId: number | null;
  readonly teamId: number | null;
  readonly assignedById: number | null;
  /** Null for a task that no reassignment made. */
  readonly former: FormerAssignment | null;
}

/** The facts about one task of a move, as they stood at one instant of the database. */
export interface MoveFacts {
  readonly now: Date;
  readonly task: MovableTask | null;
  /** The account of the login; null for undo and return. */
  readonly named: Reachable | null;
  /** The answer of an earlier call under the same key. */
  readonly earlier: Earlier<MoveAnswer> | null;
}

/** What the write of a moved task says beyond an ordinary reassignment. */
export interface MovePlan extends Omit<ReassignmentPlan, 'answer'> {
  readonly operation: string;
  readonly reason: string | null;
  /** What else history is to say. */
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly answer: Omit<MoveAnswer, 'taskId'>;
}

/** A task that has moved. */
export interface MoveAnswer {
  /** The successor's id. */
  readonly taskId: number;
  readonly assigneeId: number;
  /** Everybody redirections led past, from the account named to the one that has the task; null where there are none. */
  readonly redirectPath: readonly number[] | null;
  /** The same where they were not followed: whom the task would have gone to. */
  readonly notFollowed: readonly number[] | null;
}

export type MoveRefusal =
  Exclude<ReassignmentRefusal, 'anonymous' | 'ticket-invalid'> | AccessRefusal | ReturnRefusal | 'not-of-person';

/** Why a task does not go back to whom it came from. */
export type ReturnRefusal =
  | 'never-reassigned'
  /** It came from a team, from somebody who has no account, or from nobody. */
  | 'no-former-assignee'
  /** Something was done with the task since: undo would lose it. */
  | 'task-touched'
  | 'user-disabled';

/** The successor of a reassignment has this version until something is done with it. */
export const UNTOUCHED = 1;

/**
 * May this caller give this task away like this, and what changes? Decided as ReassignTask is, for whoever has
 * standing in the APIs that know more than a ticket: the assignee, the owner, supervisors, administrators.
 */
export function decideMove(
  mover: Mover,
  move: Move,
  named: NamedTask,
  facts: MoveFacts & { readonly caller: Caller | Refused<AccessRefusal> },
  limit: ReassignmentLimit,
  repeat?: RepeatMark,
): MovePlan | Refused<MoveRefusal> | Repeated<MoveAnswer> {
  if (isRefused(facts.caller)) return facts.caller;
  const caller = decideStanding(facts.caller, 'assign');
  if (isRefused(caller)) return caller;
  if (facts.earlier && repeat) return answeredBy(facts.earlier, { repeat });
  const { task } = facts;
  if (!task) return refused('task-not-found');
  const callerIsChief = task.assignedById === caller.id || isAdministrator(caller);
  if (!task.callerIsAssignee && !task.callerIsSupervisor && !callerIsChief) return refused('access-denied');
  if (isStale({ knownVersion: named.version }, task)) return refused('version-mismatch');

  const { inPlaceOf } = move;
  if (inPlaceOf !== undefined && !doersOf(task.assigneeId, task.sharing).includes(inPlaceOf)) {
    return refused('not-of-person');
  }
  // What is closed does not go back either: its version says nothing of why.
  if (move.to.kind !== 'login' && task.former && !isOpen(task.status)) return refused('status-not-eligible');
  const receiver = receiverOf(move.to, facts);
  if ('refused' in receiver) return receiver;
  const undoes = move.to.kind === 'undo';
  const plan = decideReassignment(
    {
      credential: mover.credential,
      context: mover.context,
      taskId: task.id,
      reassignTo: '',
      newDueAt: undoes ? (task.former?.dueAt ?? null) : changedDueAt(task.dueAt, move.due),
      newInstructions: undoes ? (task.former?.instructions ?? null) : move.instructions,
      sendTaskNotice: move.sendTaskNotice,
      restores: undoes,
      // What goes back takes the place of whoever it came to.
      ...(inPlaceOf !== undefined && { inPlaceOf: { id: inPlaceOf, teamIds: [] } }),
      ...(move.to.kind !== 'login' && { inPlaceOf: { id: task.former?.cameToId ?? NOBODY, teamIds: [] } }),
      repeat,
    },
    {
      now: facts.now,
      caller,
      task: { ...task, callerIsChief },
      target: receiver,
      redirections: undoes ? [] : receiver.redirections,
      earlier: null,
    },
    undoes || move.instructions !== null ? 'clear' : 'reuse',
    limit,
  );
  if (isRefused(plan)) return plan;
  if (isRepeated(plan)) throw new Error('a move was decided as the repeat of a call');
  const { path } = followRedirections(receiver, receiver.redirections);
  const notFollowed = undoes && path.length > 1 ? path : null;
  const details = {
    ...(caller.key && { key: caller.key.name, ...(caller.key.actsForAnother && { onBehalf: true }) }),
    ...(notFollowed && { notFollowed }),
    ...(move.isForAbsence && { absentee: inPlaceOf }),
  };
  return {
    ...plan,
    operation: mover.operation,
    reason: move.reason ?? REASONS[move.to.kind],
    details: Object.keys(details).length > 0 ? details : null,
    answer: { assigneeId: plan.assigneeId, redirectPath: plan.redirectPath, notFollowed },
  };
}

/** No account has this number. */
const NOBODY = 0;

/** What history says where the caller gives no reason. */
const REASONS = { login: null, undo: 'Undone', return: 'Returned' } as const;

function receiverOf(
  to: Destination,
  { task, named }: MoveFacts,
): Reachable | Refused<ReturnRefusal | 'user-not-found'> {
  if (to.kind === 'login') return named ?? refused('user-not-found');
  if (!task?.former) return refused('never-reassigned');
  if (to.kind === 'undo' && task.version !== UNTOUCHED) return refused('task-touched');
  const { person } = task.former;
  if (!person) return refused('no-former-assignee');
  return person.enabled ? person : refused('user-disabled');
}
