import type { Access } from '../access/access.ts';
import type { Caller, CallerRefusal } from '../access/caller.ts';
import type { CallContext } from '../access/credential.ts';
import { decideStanding } from '../access/rights.ts';
import { deadlineHours } from '../deadline.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import type { AskedRepeat } from '../repeats.ts';
import type { CompletionRule } from '../shares/share.ts';
import type { Requirement } from '../tasks/get-task.ts';
import type { TaskWrite } from '../tasks/task-change.ts';
import type { TaskDocument } from './create-task.ts';

/** A task that nobody is asked to do yet, on a document. */
export interface TaskAddition extends Access {
  readonly context: CallContext;
  /** The call's name in its API, for history. */
  readonly operation: string;
  readonly repeat?: AskedRepeat | undefined;
  readonly documentId: number;
  readonly instructions: string;
  /** Null for a task without a deadline. */
  readonly dueAt: Date | null;
  /** Whether whoever does a share has to approve or reject. */
  readonly demandsDecision: boolean;
  readonly rule: CompletionRule;
}

/** The facts that such a task is decided on, as they stood at one instant of the database. */
export interface TaskAdditionFacts {
  readonly now: Date;
  readonly caller: Caller | Refused<CallerRefusal | 'access-denied'>;
  readonly document: TaskDocument | null;
}

/** Everything the write needs: a task outside workflows, whose owner is the caller. */
export interface TaskAdditionPlan extends Omit<TaskWrite, 'taskId' | 'version' | 'callerId'> {
  readonly callerId: number;
  readonly documentId: number;
  readonly startVersion: number;
  readonly instructions: string;
  readonly priority: number;
  readonly dueAt: Date | null;
  readonly deadlineHours: number;
  readonly requirements: readonly Requirement[];
  readonly rule: CompletionRule;
}

export type TaskAdditionRefusal =
  | CallerRefusal
  | 'access-denied'
  | 'document-not-found'
  | 'due-date-past'
  | 'document-is-shortcut'
  | 'document-offline';

/** As for a task of CreateTask that says nothing of it (docs/legacy/operations.md#priority). */
const NORMAL = 5;

/** May this caller add a task to the document, for others to be asked later? Every account may, as in CreateTask. */
export function decideTaskAddition(
  request: TaskAddition,
  facts: TaskAdditionFacts,
): TaskAdditionPlan | Refused<TaskAdditionRefusal> {
  if (isRefused(facts.caller)) return facts.caller;
  const { document, now } = facts;
  if (!document) return refused('document-not-found');
  const caller = decideStanding(facts.caller, 'create');
  if (isRefused(caller)) return caller;
  const { dueAt } = request;
  if (dueAt && dueAt <= now) return refused('due-date-past');
  if (document.shortcut) return refused('document-is-shortcut');
  if (document.offline) return refused('document-offline');

  return {
    operation: request.operation,
    callerId: caller.id,
    credentialKind: request.credential.kind,
    context: request.context,
    ...(caller.key && { key: caller.key.name, onBehalf: caller.key.actsForAnother }),
    documentId: document.id,
    startVersion: document.version,
    instructions: request.instructions,
    priority: NORMAL,
    dueAt,
    deadlineHours: deadlineHours(now, dueAt),
    requirements: request.demandsDecision ? [{ type: 'Approval', objectId: 0, definition: '' }] : [],
    rule: request.rule,
  };
}
