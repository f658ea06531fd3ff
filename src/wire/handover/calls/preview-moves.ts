import { z } from 'zod';
import { isRefused, type Refusal } from '../../../core/refusal.ts';
import type { Operations } from '../../../operations/index.ts';
import type { TaskChoice } from '../../../operations/supervision/move-preview.ts';
import { askedOf } from '../../json/asked.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { Counts, countsOf, problems, wordOf } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import type { Filter } from '../moves.ts';
import { DESTINATIONS, filterOf, moveOf, ReassignmentPreview, ReturnPreview, UndoPreview, type Way } from '../moves.ts';
import { Moment, momentOrNull, namesOf, Person, Team, type Naming } from '../objects.ts';
import { refusalReply, WORDS, type HandoverOperations } from '../problem.ts';

type Preview = Exclude<Awaited<ReturnType<Operations['previewMove']>>, { readonly refused: Refusal }>;

const Mail = z
  .object({ topic: z.enum(['TaskReassigned', 'TaskAssigned']), person: Person.optional(), team: Team.optional() })
  .meta({ id: 'HandoverPlannedMail', description: 'A mail to a person, or to every member of a team.' });

const Line = z
  .object({
    id: z.int(),
    version: z.int().nullable().describe('What the change is to be called with; null for a task that is not there.'),
    name: z.string(),
    document: z.string().nullable(),
    assignee: Person.nullable().describe('Who has it now.'),
    team: Team.nullable(),
    dueDate: Moment.nullable(),
    outcome: z.enum(['reassigned', 'skipped', 'refused']).describe('What would become of it.'),
    newAssignee: Person.optional(),
    redirectPath: z
      .array(Person)
      .optional()
      .describe('Past whom redirections would lead, the new assignee at the end.'),
    notFollowed: z.array(Person).optional().describe('Of an undo: redirections that would not be followed.'),
    newDueDate: Moment.nullable().optional(),
    mails: z.array(Mail).optional(),
    reason: z.string().optional().describe('Why it would stay, as one word for programs.'),
    detail: z.string().optional().describe('Why it would stay, for people.'),
  })
  .meta({ id: 'HandoverPreviewLine', description: 'What would become of one task.' });

const Load = z.object({ open: z.int(), overdue: z.int(), dueThisWeek: z.int() }).meta({
  id: 'HandoverLoad',
  description: 'Open tasks of a person: all, those that are late, and those due in the next seven days.',
  example: { open: 14, overdue: 2, dueThisWeek: 5 },
});

const Preview = z
  .object({
    taskCount: z.int().describe('How many tasks are meant. More than 1000 are not shown: take them in turn.'),
    counts: Counts,
    mailCount: z.int().describe('Mails of the tasks shown; one to a team counts once.'),
    tasks: z.array(Line),
    loads: z
      .array(z.object({ person: Person, before: Load, after: Load }))
      .describe('Of everybody who would get tasks.'),
  })
  .meta({ id: 'HandoverPreview', description: 'What would happen to the tasks shown. Nothing has.' });

const WAYS: readonly Way<typeof ReassignmentPreview | typeof UndoPreview | typeof ReturnPreview>[] = [
  {
    path: '/handover/v1/reassignments/preview',
    operation: 'previewReassignments',
    summary: 'See what reassigning tasks would do, by their ids or by a filter',
    body: ReassignmentPreview,
    to: DESTINATIONS.reassignment,
  },
  {
    path: '/handover/v1/undos/preview',
    operation: 'previewUndos',
    summary: 'See what undoing reassignments would do',
    body: UndoPreview,
    to: DESTINATIONS.undo,
  },
  {
    path: '/handover/v1/returns/preview',
    operation: 'previewReturns',
    summary: 'See what returning tasks would do',
    body: ReturnPreview,
    to: DESTINATIONS.return,
  },
];

export const previewRoutes = (operations: HandoverOperations): readonly JsonRoute[] =>
  WAYS.map(({ path, operation, summary, body, to }) => ({
    method: 'post',
    path,
    operation,
    described: {
      summary,
      body: { schema: body },
      answers: { 200: { description: 'What would happen.', schema: Preview }, ...problems(400, 413, 415, 422) },
    },
    async answer(call) {
      const read = readBody(call.message, body);
      if (isTrouble(read)) return read;
      const { tasks = [], filter, absenceOf, ...said } = { absenceOf: undefined, ...read.value };
      const credential = credentialOf(call.message);
      const choice = choiceOf({ tasks, filter, absenceOf });
      const asked = askedOf(call, { api: 'handover', operation, credential });
      const preview = await operations.previewMove({ ...asked, choice, move: moveOf(to(said), said) });
      const user = operations.loginOf(credential);
      if (isRefused(preview)) return refusalReply(call.message, preview.refused, user);
      return { status: 200, body: shown(preview), outcome: 'done', user };
    },
  }));

function choiceOf({ tasks, filter, absenceOf }: Chosen): TaskChoice {
  if (filter) return { filter: filterOf(filter) };
  return absenceOf === undefined ? { tasks } : { absenteeId: absenceOf };
}

interface Chosen extends Pick<Extract<TaskChoice, { readonly tasks: unknown }>, 'tasks'> {
  readonly filter: z.infer<typeof Filter> | undefined;
  readonly absenceOf: number | undefined;
}

function shown({ taskCount, tasks, loads, names }: Preview): z.infer<typeof Preview> {
  const naming = namesOf(names);
  const lines = tasks.map((task) => lineOf(task, naming));
  return {
    taskCount,
    counts: countsOf(lines.map(({ outcome }) => outcome)),
    mailCount: lines.reduce((sum, { mails = [] }) => sum + mails.length, 0),
    tasks: lines,
    loads: loads.map(({ userId, before, after }) => ({ person: naming.person(userId), before, after })),
  };
}

type Previewed = Preview['tasks'][number];

function lineOf({ id, task, came }: Previewed, naming: Naming): z.infer<typeof Line> {
  const line = {
    id,
    version: task?.version ?? null,
    name: task?.name ?? '',
    document: task?.documentPath ?? null,
    assignee: naming.personOrNull(task?.assigneeId ?? null),
    team: naming.teamOrNull(task?.teamId ?? null),
    dueDate: momentOrNull(task?.dueAt ?? null),
  };
  if (came.to === 'refused') {
    const { refusal } = came;
    const outcome = wordOf(refusal);
    return { ...line, outcome, reason: refusal, detail: WORDS[refusal].detail };
  }
  const { assigneeId, redirectPath, notFollowed } = came.answer;
  return {
    ...line,
    outcome: 'reassigned',
    newAssignee: naming.person(assigneeId),
    ...(redirectPath && { redirectPath: redirectPath.map(naming.person) }),
    ...(notFollowed && { notFollowed: notFollowed.map(naming.person) }),
    newDueDate: momentOrNull(came.dueAt),
    mails: came.mails.map(({ topic, to }) =>
      to.kind === 'user'
        ? { topic, person: naming.person(to.id) }
        : { topic, team: naming.teamOrNull(to.id) ?? { id: to.id, name: '' } },
    ),
  };
}
