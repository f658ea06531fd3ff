import { z } from 'zod';
import type { Completion, TaskFilter } from '../../core/lists/get-tasks.ts';
import { isSayableDueDate } from '../../core/deadline.ts';
import { MOST_MOVES, type Destination, type Move } from '../../core/supervision/move.ts';
import { readDuration } from './duration.ts';
import { id, instant } from './objects.ts';

const VersionedTask = z.strictObject({ id, version: id.describe('As a preview or an answer has shown it.') }).meta({
  id: 'HandoverVersionedTask',
  description: 'A task in the version that the caller has seen.',
  example: { id: 4812, version: 1 },
});

const ChosenTask = z
  .strictObject({ id, version: id.optional().describe('Left out: whatever version the task has.') })
  .meta({ id: 'HandoverChosenTask', description: 'A task that is meant.', example: { id: 4812 } });

/** The tasks of a change: each is skipped if it has another version by then. */
export const Tasks = z.array(VersionedTask).min(1).max(MOST_MOVES);

const ChosenTasks = z.array(ChosenTask).min(1).max(MOST_MOVES);

const STATE_WORDS = ['open', 'due', 'overdue', 'notStarted', 'completed', 'reassigned', 'dropped', 'archived'] as const;

const STATES: Readonly<Record<(typeof STATE_WORDS)[number], Completion>> = {
  open: 'Open',
  due: 'Due',
  overdue: 'OverDue',
  notStarted: 'NotStarted',
  completed: 'Completed',
  reassigned: 'Reassigned',
  dropped: 'Dropped',
  archived: 'Archived',
};

export const Filter = z
  .strictObject({
    state: z
      .enum(STATE_WORDS)
      .default('open')
      .describe('open: to be done, in time (due) or late (overdue). archived: completed, dropped or reassigned.'),
    priority: z.literal([0, 1, 5, 10, 11]).optional(),
    startedFrom: instant.optional(),
    startedBefore: instant.optional(),
    assigneeId: id.optional(),
    assignedById: id.optional(),
    supervisorId: id.optional(),
    workflowId: id.optional(),
    workflowDefinitionId: id.optional(),
    documentId: id.optional(),
    documentType: z.string().optional().describe('Its name, in any case.'),
    libraryId: id.optional(),
  })
  .meta({
    id: 'HandoverFilter',
    description: 'Of all tasks that the caller sees in lists, those that meet every condition.',
    example: { state: 'overdue', assigneeId: 12 },
  });

export function filterOf(given: z.infer<typeof Filter>): TaskFilter {
  const { state, startedFrom, startedBefore, ...same } = given;
  return {
    ...same,
    completion: STATES[state],
    startedFrom: startedFrom === undefined ? undefined : new Date(startedFrom),
    startedBefore: startedBefore === undefined ? undefined : new Date(startedBefore),
  };
}

const reason = z.string().max(1000).optional().describe('Why, in your own words; kept in history.');
const sendTaskNotice = z
  .boolean()
  .default(true)
  .describe('Whether the new assignee gets a mail. The former one and the assigner always do.');
const due = {
  dueDate: instant
    .refine((text) => isSayableDueDate(new Date(text)), 'must be in the year 9999 at the latest')
    .optional()
    .describe('The new due date of all tasks; left out, each keeps its own.'),
  shiftDueDateBy: z
    .string()
    .transform((text, context) => {
      const by = readDuration(text);
      if (by) return by;
      context.addIssue({ code: 'custom', message: 'must be a duration such as P7D, P1W, PT12H or -P1D' });
      return z.NEVER;
    })
    .optional()
    .describe('Instead: by how much later each becomes due. ISO 8601 in weeks, days, hours and minutes.'),
};
const instructions = z
  .string()
  .nullable()
  .default(null)
  .describe('New instructions; "" clears them; null, or left out, keeps them.');

const reassignTo = z.string().min(1).max(255).describe('The login name of the new assignee, in any case.');

const place = {
  inPlaceOf: id
    .optional()
    .describe(
      'Whose place is taken: refuses what is not a task of this person. It says who of several gives a task up.',
    ),
  forAbsence: z
    .boolean()
    .default(false)
    .describe('The person of inPlaceOf is absent: the tasks are remembered, to be given back.'),
};
const WHOSE_ABSENCE = { error: 'needs inPlaceOf: whose absence it is', path: ['forAbsence'] };
const saysWhoseAbsence = (body: { inPlaceOf?: unknown; forAbsence: boolean }): boolean =>
  !body.forAbsence || body.inPlaceOf !== undefined;

/** What a reassignment says of all its tasks. */
const reassigned = { reassignTo, ...due, instructions, reason, sendTaskNotice, ...place };
/** The same of tasks that go back to whom they came from. */
const returned = { ...due, instructions, reason, sendTaskNotice };
/** The due date and the instructions go back too. */
const undone = { reason, sendTaskNotice };

const ONE_DUE_DATE = { error: 'give dueDate or shiftDueDateBy, not both', path: ['shiftDueDateBy'] };
const hasOneDueDate = (body: { dueDate?: unknown; shiftDueDateBy?: unknown }): boolean =>
  body.dueDate === undefined || body.shiftDueDateBy === undefined;

const ONE_CHOICE = { error: 'give either tasks or a filter', path: ['tasks'] };
const hasOneChoice = (body: { tasks?: unknown; filter?: unknown; absenceOf?: unknown }): boolean =>
  [body.tasks, body.filter, body.absenceOf].filter((each) => each !== undefined).length === 1;

const choice = { tasks: ChosenTasks.optional(), filter: Filter.optional() };
/** Of tasks that are to go back, also what was moved for an absence. */
const backChoice = {
  ...choice,
  absenceOf: id
    .optional()
    .describe('Or: everything that was moved for the absence of this person, and that nobody has touched since.'),
};
const ONE_BACK_CHOICE = { error: 'give one of tasks, filter and absenceOf', path: ['tasks'] };

export const Reassignment = z
  .strictObject({ tasks: Tasks, ...reassigned })
  .refine(hasOneDueDate, ONE_DUE_DATE)
  .refine(saysWhoseAbsence, WHOSE_ABSENCE)
  .meta({ id: 'HandoverReassignment', description: 'Tasks that are to go to somebody.' });

export const ReassignmentPreview = z
  .strictObject({ ...choice, ...reassigned })
  .refine(hasOneDueDate, ONE_DUE_DATE)
  .refine(saysWhoseAbsence, WHOSE_ABSENCE)
  .refine(hasOneChoice, ONE_CHOICE)
  .meta({ id: 'HandoverReassignmentPreview', description: 'Tasks that might go to somebody.' });

export const Undo = z
  .strictObject({ tasks: Tasks, ...undone })
  .meta({ id: 'HandoverUndo', description: 'Reassignments to be undone, by the tasks that they made.' });

export const UndoPreview = z
  .strictObject({ ...backChoice, ...undone })
  .refine(hasOneChoice, ONE_BACK_CHOICE)
  .meta({ id: 'HandoverUndoPreview', description: 'Reassignments that might be undone.' });

export const Return = z
  .strictObject({ tasks: Tasks, ...returned })
  .refine(hasOneDueDate, ONE_DUE_DATE)
  .meta({ id: 'HandoverReturn', description: 'Tasks to be returned to whom they came from.' });

export const ReturnPreview = z
  .strictObject({ ...backChoice, ...returned })
  .refine(hasOneDueDate, ONE_DUE_DATE)
  .refine(hasOneChoice, ONE_BACK_CHOICE)
  .meta({ id: 'HandoverReturnPreview', description: 'Tasks that might be returned.' });

/** The three ways to move tasks, by what their bodies have in common. */
export type Said = Pick<z.infer<typeof Undo>, 'reason' | 'sendTaskNotice'> & Partial<z.infer<typeof Reassignment>>;

/** A call that moves tasks, or shows what moving them would do. */
export interface Way<Body> {
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly body: Body;
  readonly to: (said: Said) => Destination;
}

/** Where tasks go, by what is done with them; both calls of each have to mean the same. */
export const DESTINATIONS = {
  reassignment: ({ reassignTo = '' }) => ({ kind: 'login', login: reassignTo }),
  undo: () => ({ kind: 'undo' }),
  return: () => ({ kind: 'return' }),
} as const satisfies Readonly<Record<string, Way<unknown>['to']>>;

export const moveOf = (to: Move['to'], said: Said): Move => ({
  to,
  due: dueOf(said),
  instructions: said.instructions ?? null,
  reason: said.reason ?? null,
  sendTaskNotice: said.sendTaskNotice,
  ...(said.inPlaceOf !== undefined && { inPlaceOf: said.inPlaceOf }),
  ...(said.forAbsence && { isForAbsence: true }),
});

function dueOf({ dueDate, shiftDueDateBy }: Said): Move['due'] {
  if (dueDate !== undefined) return { kind: 'set', at: new Date(dueDate) };
  return shiftDueDateBy ? { kind: 'shift', ...shiftDueDateBy } : { kind: 'keep' };
}
