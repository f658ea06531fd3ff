import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import type { PartyName } from '../../core/assignment/named-parties.ts';
import type {
  AssignableTask,
  AssignmentFacts,
  CompletableSharedTask,
  SharedTask,
  SharingFacts,
  SharingRequest,
  TaskName,
} from '../../core/assignment/sharing-facts.ts';
import type { AskedRepeat, Earlier, RepeatMark } from '../../core/repeats.ts';
import type { AssignedView, Mentioned, ShownTask, TaskView } from '../../core/shares/task-view.ts';
import type { ChangedTask, TaskChange, TaskRemoval } from '../../core/tasks/task-change.ts';
import type { AdmittingStore } from '../admitted.ts';

/** A call about the shares of one task, and whom it names. */
export interface SharingQuestion extends Access, Pick<SharingRequest, 'task' | 'repeat'> {
  readonly names: readonly PartyName[];
}

/** A call that gives one task to somebody whom it names. */
export interface AssignmentQuestion extends Access {
  readonly task: { readonly id: number } | { readonly uuid: string };
  readonly names: readonly PartyName[];
}

/** A task with what decides whether somebody may be asked to do it, and what is told of it then. */
export interface OfferedTask extends AssignableTask, Omit<AssignedView, 'sharing' | 'people' | 'teams'> {
  /** The caller and a claimant. */
  readonly people: AssignedView['people'];
}

/** One task as it stood at one instant of the database, with who wants to give it to whom. */
export interface AssignmentSnapshot extends Omit<AssignmentFacts, 'caller' | 'task'> {
  readonly access: AccessFacts;
  readonly task: OfferedTask | null;
  /** Whom the call may come to mention, beside the people of the task; put together where it is told. */
  readonly mentioned: () => Pick<AssignedView, 'people' | 'teams'>;
}

/** A task as a change will leave it, but for what the database gives: its version, its moment, and new numbers. */
export interface Expected {
  readonly task: TaskView;
  /** The place of the share the call was about, where it made one; -1 for none. */
  readonly newest: number;
}

/** What an earlier call under the same key came to. */
export interface RememberedOutcome extends Required<Pick<ChangedTask, 'version' | 'updatedAt' | 'shareIds'>> {
  /** Null where the call took the task away. */
  readonly expected: Expected | null;
}

/** One task as it stood at one instant of the database, with who calls. */
export interface SharingSnapshot<Task extends SharedTask = SharedTask> extends Omit<SharingFacts<Task>, 'caller'> {
  readonly access: AccessFacts;
  /** The task as answers show it; null where there is none. */
  readonly shown: ShownTask | null;
  /** Whom the call may come to mention, beside whom the task does. */
  readonly mentioned: Mentioned;
  readonly earlier: Earlier<RememberedOutcome> | null;
}

/** What is to be remembered of a call together with its work. */
export interface Remembering {
  readonly mark: RepeatMark;
  readonly expected: Expected | null;
}

/** A task as a change was decided on it. */
export interface TaskBefore {
  readonly shown: Pick<ShownTask, 'assigneeId' | 'teamId' | 'redirectedFromId' | 'approvalStatus' | 'sharing'>;
  readonly level: 0 | 1 | 2;
}

export interface RememberedChange extends TaskChange {
  readonly remembering?: Remembering;
  /** The caller is told the task's new version and its moment. */
  readonly isShown?: boolean;
  /** The task as it was decided on; with it the store need not look up what a change of its shares leaves as it is. */
  readonly before?: TaskBefore;
}

export interface RememberedRemoval extends TaskRemoval {
  readonly remembering?: Remembering;
}

/** What the shares need of the store; a write answers null when the task has changed since it was decided. */
export interface SharingStore extends AdmittingStore {
  readonly readTaskShares: (question: SharingQuestion) => Promise<SharingSnapshot>;
  /** Less of the task, for calls that change nothing but who has it. */
  readonly readAssignment: (question: AssignmentQuestion) => Promise<AssignmentSnapshot>;
  /** As readTaskShares, for calls that may complete the task. */
  readonly readCompletableShares: (question: SharingQuestion) => Promise<SharingSnapshot<CompletableSharedTask>>;
  readonly changeSharedTask: (change: RememberedChange) => Promise<ChangedTask | null>;
  readonly removeSharedTask: (removal: RememberedRemoval) => Promise<{ readonly taskId: number } | null>;
  /** The mark of a call that may be repeated, once it is known who calls. */
  readonly repeatOfCall: (repeat: AskedRepeat, caller: Caller) => RepeatMark;
  readonly readShownTask: (question: Access & { readonly task: TaskName }) => Promise<ShownSnapshot>;
}

/** A task to be shown, with who wants to see it. */
export interface ShownSnapshot {
  readonly access: AccessFacts;
  readonly shown: ShownTask | null;
}
