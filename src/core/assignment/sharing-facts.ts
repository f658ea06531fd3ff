import type { Access } from '../access/access.ts';
import { isAdministrator, type Caller, type CallerRefusal } from '../access/caller.ts';
import { decideStanding, type Right } from '../access/rights.ts';
import type { CallContext } from '../access/credential.ts';
import type { CompletableTask } from '../completion/completion-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { holderOfTask, sharingOf, type HeldTask } from '../shares/implied-share.ts';
import type { Sharing } from '../shares/share.ts';
import { isAssignee, isClaimant, isOfTeam, isOwn, type Actor } from '../shares/standing.ts';
import type { Reach } from '../shares/tiers.ts';
import type { Requirement } from '../tasks/get-task.ts';
import type { TaskFact, TaskRefusal } from '../tasks/task-facts.ts';
import { isClosed, refusalOfClosed, type ClosedRefusal } from '../tasks/task-status.ts';
import { readVersions } from '../tasks/task-version.ts';
import type { AskedRepeat } from '../repeats.ts';
import { reachedBy, type Found, type FoundPerson, type NamedPerson } from './named-parties.ts';

/**
 * A task is named by its number, its uuid, the number of one of its shares, or as the open task of a workflow that has
 * this step, of several the one with the lowest number.
 */
export type TaskName =
  | { readonly id: number }
  | { readonly uuid: string }
  | { readonly shareId: number }
  | { readonly workflowId: number; readonly step: string };

/** Why a caller is not let in. */
export type AccessRefusal = CallerRefusal | 'access-denied';

/** What every call about the shares of a task is asked with. */
export interface SharingRequest extends Access {
  readonly context: CallContext;
  readonly task: TaskName;
  /** The call's name in its API, for history. */
  readonly operation: string;
  /** The If-Match header: one of its versions has to be the task's. Left out, any state will do. */
  readonly ifMatch?: string;
  /** Present when the call may be a repeat of one already answered. */
  readonly repeat?: AskedRepeat | undefined;
}

/** One task with what it depends on whether somebody may be asked to do it. */
export interface AssignableTask extends HeldTask {
  readonly version: number;
  readonly startedAt: Date | null;
  readonly updatedAt: Date;
  /** How often the task has been reassigned since it was made. */
  readonly reassignments: number;
  /** As in TaskFact. */
  readonly callerIsSupervisor: boolean;
  readonly callerTeamIds: readonly number[];
  readonly documentOffline: boolean;
}

/** One task with all that decisions on its shares depend on, but for what completing it demands. */
export interface SharedTask extends TaskFact, HeldTask {
  readonly id: number;
  readonly status: TaskFact['status'];
  readonly sharing: Sharing | null;
  readonly comments: string;
  readonly approvalStatus: CompletableTask['approvalStatus'];
  readonly assignedById: number | null;
  readonly startedAt: Date | null;
  readonly updatedAt: Date;
  readonly dueAt: Date | null;
  readonly instructions: string;
  readonly priority: number;
  /** How often the task has been reassigned since it was made. */
  readonly reassignments: number;
  /** All that it demands before it can be completed. */
  readonly demands: readonly Requirement[];
  /** The people of tiers to come, with their redirections as they are now. */
  readonly tierPeople: readonly FoundPerson[];
}

/** The same with what completing the task demands, and how far it is: for the calls that may complete it. */
export interface CompletableSharedTask extends SharedTask, CompletableTask {
  readonly id: number;
  readonly status: TaskFact['status'];
  readonly sharing: Sharing | null;
  readonly updatedAt: Date;
  readonly comments: string;
  readonly approvalStatus: CompletableTask['approvalStatus'];
  readonly assignedById: number | null;
}

/** The facts that changes of shares are decided on, as they stood at one instant of the database. */
export interface SharingFacts<Task extends AssignableTask = SharedTask, Meant extends NamedPerson = FoundPerson> {
  readonly now: Date;
  readonly caller: Caller | Refused<AccessRefusal>;
  readonly task: Task | null;
  /** What may be meant by the names of the call, in their order. */
  readonly found: readonly Found<Meant>[];
}

/** The facts that it depends on whether somebody may be asked. */
export type AssignmentFacts = SharingFacts<AssignableTask, NamedPerson>;

/** The caller, the task, its shares, and what the one is to the other. */
export interface KnownShares<Task extends AssignableTask = AssignableTask> {
  readonly now: Date;
  readonly caller: Caller;
  readonly actor: Actor;
  readonly task: Task;
  readonly sharing: Sharing;
  readonly isAssignee: boolean;
  readonly isClaimant: boolean;
  /** Owner, supervisor or administrator: may act for the assignee. */
  readonly isChief: boolean;
}

/** The same with whom the turns of tiers reach. */
export interface KnownSharing<Task extends SharedTask = SharedTask> extends KnownShares<Task> {
  readonly reach: Reach;
}

/** Why no change of shares is decided on the task as it is. */
export type StateRefusal = 'version-mismatch' | ClosedRefusal;

/** Who calls, as it stands where this right of a key is asked for, and what the task's shares are. */
export function knownSharing<Task extends SharedTask>(
  facts: SharingFacts<Task>,
  right: Right,
): KnownSharing<Task> | Refused<TaskRefusal | 'access-denied'> {
  const known = knownShares<Task>(facts, right);
  return isRefused(known) ? known : { ...known, reach: reachOf(known.task) };
}

/** The same for calls that let no turn of a tier come. */
export function knownShares<Task extends AssignableTask>(
  facts: SharingFacts<Task, NamedPerson>,
  right: Right,
): KnownShares<Task> | Refused<TaskRefusal | 'access-denied'> {
  if (isRefused(facts.caller)) return facts.caller;
  const { task } = facts;
  if (!task) return refused('task-not-found');
  const caller = decideStanding(facts.caller, right);
  if (isRefused(caller)) return caller;
  const actor = { id: caller.id, teamIds: task.callerTeamIds };
  const sharing = sharingOf(task);
  return {
    now: facts.now,
    caller,
    actor,
    task,
    sharing,
    isAssignee: isClosed(task.status) ? isHolder(task, actor) : isAssignee(sharing, actor),
    isClaimant: isClaimant(sharing, actor),
    isChief: task.assignedById === caller.id || task.callerIsSupervisor || isAdministrator(caller),
  };
}

/** Of a closed task, which nobody is asked to do any more, the assignee is whoever had it in the end. */
function isHolder(task: AssignableTask, actor: Actor): boolean {
  const party = holderOfTask(task);
  return party !== null && (isOwn({ party }, actor) || isOfTeam({ party }, actor));
}

/** Whoever is disabled when the turn comes is not reached; teams and names from outside always are. */
export function reachOf({ tierPeople }: Pick<SharedTask, 'tierPeople'>): Reach {
  return (party) => {
    if (party.kind !== 'user') return { party, redirectedFromId: null };
    const person = tierPeople.find(({ id }) => id === party.id);
    return person?.enabled ? reachedBy(person) : null;
  };
}

/** The refusal of a call that was decided on another state than the task's; null when there is none. */
export function refusalOfVersion(
  { ifMatch }: Pick<SharingRequest, 'ifMatch'>,
  { task }: Pick<KnownShares, 'task'>,
): Refused<'version-mismatch'> | null {
  if (ifMatch === undefined) return null;
  const versions = readVersions(ifMatch);
  // A vendor that demands a version is not served by a word for all of them.
  if (versions !== 'any' && versions.includes(task.updatedAt.getTime())) return null;
  return { ...refused('version-mismatch'), changedAt: task.updatedAt };
}

/** The refusal of a task that nobody works on; null for one that is open. */
export function refusalOfState({ task }: Pick<KnownShares, 'task'>): Refused<ClosedRefusal> | null {
  const closed = refusalOfClosed(task.status);
  return closed && refused(closed);
}

export const refusalOfDocument = ({ task }: Pick<KnownShares, 'task'>): Refused<'document-offline'> | null =>
  task.documentOffline ? refused('document-offline') : null;
