import { decideEscalation, type EscalationFacts } from '../../core/assignment/escalate-task.ts';
import type { CallContext } from '../../core/access/credential.ts';
import type { ChangedTask, TaskChange } from '../../core/tasks/task-change.ts';

/** What the clock of tiers needs of the store. */
export interface EscalationStore {
  /** Tasks of which a tier has run out, those first that ran out first. */
  readonly readDueTiers: (most: number) => Promise<readonly EscalationFacts[]>;
  /** Null for a task that has changed since it was decided on, or that could not be written. */
  readonly changeTasks: (changes: readonly TaskChange[]) => Promise<readonly (ChangedTask | null)[]>;
}

/** The result of one look at the tiers that have run out. */
export interface Escalated {
  readonly tasks: number;
  /** There may be more to do already: other tasks, or the next tier of the same ones. */
  readonly more: boolean;
}

/** Tasks that are escalated by one statement. */
const BATCH = 64;

/**
 * Takes what has run out one step further, in one read and one write. What somebody else has changed meanwhile, the same
 * look of another process included, is left to the next look.
 */
export async function escalate(store: EscalationStore, context: CallContext): Promise<Escalated> {
  const due = await store.readDueTiers(BATCH);
  const changes = due.map((facts) => decideEscalation(context, facts)).filter((change) => change !== null);
  const written = changes.length === 0 ? [] : await store.changeTasks(changes);
  const tasks = written.filter((change) => change !== null).length;
  return { tasks, more: tasks > 0 };
}
