import { isAdministrator } from '../access/caller.ts';
import type { TaskFields } from './task-change.ts';
import type { CallerAndTask } from './task-facts.ts';

/** May let a step go on without what one of its tasks demands: whoever supervises it, and administrators. */
export const mayOverrule = ({ caller, task }: CallerAndTask): boolean =>
  task.callerIsSupervisor || isAdministrator(caller);

/** The task demands something that its workflow does not go on without, unless somebody overrules. */
export const isOwedToStep = (known: CallerAndTask): boolean =>
  known.task.isInStep && known.task.hasRequirements && !mayOverrule(known);

/**
 * What to write beside Dropped. A task that is owed to its step holds the step open: otherwise whoever has to decide
 * could let the workflow go on undecided.
 */
export const holdOf = (known: CallerAndTask): Pick<TaskFields, 'holdsStep'> =>
  isOwedToStep(known) ? { holdsStep: true } : {};
