import { z } from 'zod';
import type { Operations } from '../../../operations/index.ts';
import { isRefused, type Refusal } from '../../../core/refusal.ts';
import { askedOf } from '../../json/asked.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { Counts, countsOf, problems, wordOf } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { DESTINATIONS, moveOf, Reassignment, Return, Undo, type Way } from '../moves.ts';
import { namesOf, Person, type Naming } from '../objects.ts';
import { refusalReply, WORDS, type HandoverOperations } from '../problem.ts';

type Report = Exclude<Awaited<ReturnType<Operations['moveTasks']>>, { readonly refused: Refusal }>;

const Result = z
  .object({
    id: z.int(),
    name: z.string(),
    outcome: z.enum(['reassigned', 'skipped', 'refused', 'failed']),
    successor: z
      .object({ id: z.int(), version: z.int() })
      .optional()
      .describe('The task that goes on in place of this one, as it was made.'),
    assignee: Person.optional().describe('Who has the successor.'),
    redirectPath: z.array(Person).optional().describe('Past whom redirections led, the assignee at the end.'),
    notFollowed: z
      .array(Person)
      .optional()
      .describe('Of an undo: redirections that were not followed. The assignee is absent, and the work would go on.'),
    version: z.int().optional().describe('The present version of a task that was not reassigned.'),
    reason: z.string().optional().describe('Why not, as one word for programs.'),
    detail: z.string().optional().describe('Why not, for people.'),
  })
  .meta({ id: 'HandoverResult', description: 'What became of one task.' });

const Report = z
  .object({ counts: Counts, tasks: z.array(Result) })
  .meta({ id: 'HandoverReport', description: 'What became of the tasks, in the order of the call.' });

/** The calls that move tasks. */
const WAYS: readonly Way<typeof Reassignment | typeof Undo | typeof Return>[] = [
  {
    path: '/handover/v1/reassignments',
    operation: 'reassignTasks',
    summary: 'Reassign tasks to somebody, each in the version that was seen',
    body: Reassignment,
    to: DESTINATIONS.reassignment,
  },
  {
    path: '/handover/v1/undos',
    operation: 'undoReassignments',
    summary: 'Undo reassignments: the tasks they made go back to that very person, as they were',
    body: Undo,
    to: DESTINATIONS.undo,
  },
  {
    path: '/handover/v1/returns',
    operation: 'returnTasks',
    summary: 'Return tasks to whom they came from; redirections are followed',
    body: Return,
    to: DESTINATIONS.return,
  },
];

export const moveRoutes = (operations: HandoverOperations): readonly JsonRoute[] =>
  WAYS.map(({ path, operation, summary, body, to }) => ({
    method: 'post',
    path,
    operation,
    described: {
      summary,
      body: { schema: body },
      isChange: true,
      answers: {
        200: { description: 'What became of each task. One that was not reassigned is as it was.', schema: Report },
        ...problems(400, 413, 415, 422),
      },
    },
    async answer(call) {
      const read = readBody(call.message, body);
      if (isTrouble(read)) return read;
      const { tasks, ...said } = read.value;
      const credential = credentialOf(call.message);
      const asked = askedOf(call, { api: 'handover', operation, credential });
      const done = await operations.moveTasks({ ...asked, tasks, move: moveOf(to(said), said) });
      const user = operations.loginOf(credential);
      if (isRefused(done)) return refusalReply(call.message, done.refused, user);
      return { status: 200, body: shown(done), outcome: 'done', user };
    },
  }));

/** The version that a successor is made with. */
const FIRST_VERSION = 1;

function shown({ results, names }: Report): z.infer<typeof Report> {
  const naming = namesOf(names);
  const tasks = results.map((result) => shownResult(result, naming));
  return { counts: countsOf(tasks.map(({ outcome }) => outcome)), tasks };
}

function shownResult({ id, name, came }: Report['results'][number], { person }: Naming): z.infer<typeof Result> {
  if (came.to === 'failed') {
    return { id, name, outcome: 'failed', reason: 'fault', detail: 'The server has failed; its log says why.' };
  }
  if (came.to === 'refused') {
    return {
      id,
      name,
      outcome: wordOf(came.refusal),
      ...(came.version === null ? {} : { version: came.version }),
      reason: came.refusal,
      detail: WORDS[came.refusal].detail,
    };
  }
  const { taskId, assigneeId, redirectPath, notFollowed } = came.answer;
  return {
    id,
    name,
    outcome: 'reassigned',
    successor: { id: taskId, version: FIRST_VERSION },
    assignee: person(assigneeId),
    ...(redirectPath && { redirectPath: redirectPath.map(person) }),
    ...(notFollowed && { notFollowed: notFollowed.map(person) }),
  };
}
