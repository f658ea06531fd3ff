import { z } from 'zod';
import { MOST_SHARERS } from '../../../core/supervision/level-out.ts';
import { isRefused } from '../../../core/refusal.ts';
import type { LevelReport } from '../../../operations/desk/level-out.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { id, Moment, momentOrNull, Person } from '../objects.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

const LevelOut = z
  .strictObject({
    people: z
      .array(id)
      .min(2)
      .max(MOST_SHARERS)
      .refine((ids) => new Set(ids).size === ids.length, 'must name nobody twice')
      .describe('The numbers of the accounts.'),
  })
  .meta({
    id: 'HandoverLevelOut',
    description: 'The people who are to have as many open tasks as each other.',
    example: { people: [12, 15, 18] },
  });

const Sharer = z
  .object({
    person: Person,
    takes: z.boolean().describe('false: the person is absent, or the account disabled, and gives only.'),
    before: z.int().describe('Open tasks that are assigned to the person.'),
    after: z.int(),
  })
  .meta({ id: 'HandoverSharer', description: 'What one person has, and would have.' });

const LevelMove = z
  .object({
    from: Person,
    to: Person,
    tasks: z
      .array(
        z.object({
          id: z.int(),
          version: z.int().describe('What a reassignment is to be called with.'),
          name: z.string(),
          document: z.string().nullable(),
          dueDate: Moment.nullable(),
        }),
      )
      .describe('Those due last, as they are missed least.'),
  })
  .meta({ id: 'HandoverLevelMove', description: 'Tasks that would go from one person to another.' });

const Levelled = z
  .object({
    taskCount: z.int().describe('Open tasks of these people that lists show you; of more than 1000, so many at least.'),
    lookedAt: z.int().describe('How many of them were looked at: 1000 at the most.'),
    people: z.array(Sharer).describe('By name.'),
    moves: z.array(LevelMove).describe('None where nobody has two tasks more than another who takes some.'),
  })
  .meta({ id: 'HandoverLevelled', description: 'Who would get what. Nothing has moved.' });

export const levelOut = (operations: HandoverOperations): JsonRoute => ({
  method: 'post',
  path: '/handover/v1/level-out',
  operation: 'levelOut',
  described: {
    summary: 'See how the open tasks of some people could be shared out',
    body: { schema: LevelOut },
    answers: { 200: { description: 'Who would get what.', schema: Levelled }, ...problems(400, 404, 413, 415) },
  },
  async answer({ message }) {
    const read = readBody(message, LevelOut);
    if (isTrouble(read)) return read;
    const credential = credentialOf(message);
    const asked = { credential, client: message.client, subjectId: null };
    const report = await operations.previewLevelOut({ ...asked, personIds: read.value.people, now: new Date() });
    const user = operations.loginOf(credential);
    if (isRefused(report)) return refusalReply(message, report.refused, user);
    return { status: 200, body: shown(report), outcome: 'done', user };
  },
});

function shown({ people, loads, moves, taskCount, looked }: LevelReport): z.infer<typeof Levelled> {
  const personOf = new Map(people.map(({ id, login, fullName }) => [id, { id, login, fullName }]));
  const person = (userId: number) => personOf.get(userId) ?? { id: userId, login: '', fullName: '' };
  const loadOf = new Map(loads.map(({ id, before, after }) => [id, { before, after }]));
  return {
    taskCount,
    lookedAt: looked,
    people: people.map((each) => ({
      person: person(each.id),
      takes: each.mayTake,
      ...(loadOf.get(each.id) ?? { before: 0, after: 0 }),
    })),
    moves: moves.map(({ fromId, toId, tasks }) => ({
      from: person(fromId),
      to: person(toId),
      tasks: tasks.map(({ id, version, name, documentPath, dueAt }) => ({
        id,
        version,
        name,
        document: documentPath,
        dueDate: momentOrNull(dueAt),
      })),
    })),
  };
}
