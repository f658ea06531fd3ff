import type { CallContext, Credential } from '../access/credential.ts';
import { followRedirections, type Person } from '../redirections/redirection.ts';
import { refused, type Refused } from '../refusal.ts';
import { answeredBy, type Earlier, type Repeatable, type Repeated, type RepeatMark } from '../repeats.ts';
import { deadlineHours } from '../deadline.ts';
import type { ChangeRefusal, TaskFact } from './task-facts.ts';
import { carryShares, type Carried } from '../shares/carry.ts';
import type { Actor } from '../shares/standing.ts';
import { isOpen, type TaskStatus } from './task-status.ts';
import { isReassignedTooOften, type ReassignmentLimit } from './reassignments.ts';
import { isStale, type VersionedRequest } from './task-version.ts';

export interface ReassignmentRequest extends Repeatable, VersionedRequest {
  readonly credential: Credential;
  readonly context: CallContext;
  readonly taskId: number;
  /** A login name, matched ignoring case. */
  readonly reassignTo: string;
  /** Null for a task that is to have no due date. */
  readonly newDueAt: Date | null;
  /** Puts back what was: the due date may be one that has passed, and no limit keeps the task. */
  readonly restores?: boolean;
  /** Of a task that several share: whose place is taken, and not that of the caller. */
  readonly inPlaceOf?: Actor;
  /** '' or null: what it means is the server's policy, see `EmptyInstructions`. */
  readonly newInstructions: string | null;
  /** Whether the new assignee gets a mail; the original assignee and assigner always do. */
  readonly sendTaskNotice: boolean;
}

/** The facts a reassignment is decided on, as they stood at one instant of the database. */
export interface ReassignmentSnapshot {
  /** The database's clock. */
  readonly now: Date;
  /** The account behind the credential; null when it is expired, unknown or malformed. */
  readonly caller: { readonly id: number } | null;
  readonly task: ReassignableTask | null;
  /** The account `reassignTo` names. */
  readonly target: Person | null;
  /** The chain of redirections in force that starts at the target. */
  readonly redirections: readonly Person[];
  /** The answer of an earlier call under the same `repeat`; null when there was no such call. */
  readonly earlier: Earlier<Reassignment> | null;
}

export type ReassignableTask = Pick<
  TaskFact,
  'id' | 'version' | 'status' | 'callerIsAssignee' | 'callerIsSupervisor' | 'documentOffline' | 'documentVersion'
> &
  Partial<Pick<TaskFact, 'sharing' | 'callerTeamIds' | 'updatedAt'>> & {
    /** How often the task has been reassigned since it was made. */
    readonly reassignments: number;
    /** The caller may act for the assignee, as owner or administrator: read for APIs that know this. */
    readonly callerIsChief?: boolean;
  };

/** Everything the write needs; it holds only while the task still has `version`. */
export interface ReassignmentPlan {
  readonly taskId: number;
  readonly version: number;
  readonly oldStatus: TaskStatus;
  readonly assigneeId: number;
  readonly callerId: number;
  readonly redirectedFromId: number | null;
  readonly redirectPath: readonly number[] | null;
  readonly dueAt: Date | null;
  /** Whole hours from now to the due date (docs/legacy/operations.md#fields-of-both-tasks). */
  readonly deadlineHours: number;
  /** Null keeps the original's. */
  readonly instructions: string | null;
  readonly startVersion: number | null;
  readonly sendTaskNotice: boolean;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
  /** What comes along of a task that is shared. */
  readonly carried?: Carried;
  readonly repeat?: RepeatMark | undefined;
  /** The answer to the caller and to repeats of the call, without the new task’s id, which the write adds. */
  readonly answer: Omit<Reassignment, 'taskId'>;
}

/** The answer to the caller. */
export interface Reassignment {
  /** The new task's id. */
  readonly taskId: number;
  readonly assigneeId: number;
  readonly assigneeFullName: string;
  /** The account `reassignTo` named, when a redirection sent the task past it. */
  readonly redirectedFrom: Person | null;
}

/**
 * The ReassignTask document says both that empty instructions reuse the original's and that the new task's are then
 * empty (docs/legacy/operations.md#empty-instructions).
 */
export type EmptyInstructions = 'reuse' | 'clear';

export type ReassignmentRefusal =
  | ChangeRefusal
  | 'key-reused'
  | 'user-not-found'
  | 'status-not-eligible'
  | 'due-date-past'
  | 'document-offline'
  | 'too-many-reassignments';

/**
 * May this caller give this task to that person, and what changes? Checks run in the order in which the ReassignTask
 * page lists its errors (docs/legacy/operations.md#reassigntask); the limit of the server comes last.
 */
export function decideReassignment(
  request: ReassignmentRequest,
  snapshot: ReassignmentSnapshot,
  emptyInstructions: EmptyInstructions,
  limit: ReassignmentLimit = {},
): ReassignmentPlan | Refused<ReassignmentRefusal> | Repeated<Reassignment> {
  const { now, caller, task, target } = snapshot;

  if (request.credential.kind === 'anonymous') return refused('anonymous');
  if (!caller) return refused('ticket-invalid');
  if (snapshot.earlier) return answeredBy(snapshot.earlier, request);
  if (!task) return refused('task-not-found');
  if (!target?.enabled) return refused('user-not-found');
  if (!task.callerIsAssignee && !task.callerIsSupervisor && !task.callerIsChief) return refused('access-denied');
  if (isStale(request, task)) return refused('version-mismatch');
  if (!isOpen(task.status)) return refused('status-not-eligible');
  if (request.newDueAt && request.newDueAt <= now && !request.restores) return refused('due-date-past');
  if (task.documentOffline) return refused('document-offline');
  if (!request.restores && isReassignedTooOften(task, limit)) return refused('too-many-reassignments');

  const { recipient, path } = followRedirections(target, snapshot.redirections);
  const redirected = recipient.id !== target.id;
  const instructions = request.newInstructions ?? '';
  const redirectedFromId = redirected ? target.id : null;
  return {
    taskId: task.id,
    version: task.version,
    oldStatus: task.status,
    assigneeId: recipient.id,
    callerId: caller.id,
    redirectedFromId,
    redirectPath: redirected ? path : null,
    dueAt: request.newDueAt,
    deadlineHours: deadlineHours(now, request.newDueAt),
    instructions: instructions === '' && emptyInstructions === 'reuse' ? null : instructions,
    startVersion: task.documentVersion,
    sendTaskNotice: request.sendTaskNotice,
    credentialKind: request.credential.kind,
    context: request.context,
    ...(task.sharing && {
      carried: carryShares(
        task.sharing,
        request.inPlaceOf ?? { id: caller.id, teamIds: task.callerTeamIds ?? [] },
        { party: { kind: 'user', id: recipient.id }, redirectedFromId },
        { assignedById: caller.id, assignedAt: now },
      ),
    }),
    repeat: request.repeat,
    answer: {
      assigneeId: recipient.id,
      assigneeFullName: recipient.fullName,
      redirectedFrom: redirected ? target : null,
    },
  };
}
