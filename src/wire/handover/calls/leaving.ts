import { z } from 'zod';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import { askedOf } from '../../json/asked.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { id, namesOf, Person, Team } from '../objects.ts';
import { personIn, PersonPath } from '../person.ts';
import { refusalReply, WORDS, type HandoverOperations, type HandoverRefusal } from '../problem.ts';

const login = z.string().min(1).max(255).describe('The login name of who takes over, in any case.');

const ToSomebody = z.strictObject({ to: login }).meta({
  id: 'HandoverTakeOver',
  description: 'Who takes over.',
  example: { to: 'alice.jones' },
});

const ToSomebodyOrNobody = z
  .strictObject({ to: login.nullable().describe('The login name of who takes over; null where nobody does.') })
  .meta({ id: 'HandoverTakeOverOrEnd', description: 'Who takes over, if anybody.', example: { to: null } });

const Seats = ToSomebodyOrNobody.extend({
  teams: z.array(id).optional().describe('Their numbers; all, where they are left out.'),
}).meta({ id: 'HandoverSeats', description: 'Seats in teams, and who takes them.', example: { to: 'alice.jones' } });

const Disabling = z
  .strictObject({ leaveTasks: z.boolean().default(false).describe('Disable it though unfinished tasks hang on it.') })
  .meta({ id: 'HandoverDisabling', description: 'How an account is to be disabled.', example: {} });

const LeftBehind = z
  .object({
    leftBehind: z
      .array(z.object({ reason: z.enum(['taker-disabled', 'failed']), taskIds: z.array(z.int()) }))
      .describe('What could not be moved, and why; empty where all was.'),
  })
  .meta({ id: 'HandoverLeftBehind', description: 'What became of unfinished tasks.' });

const Substitution = z
  .object({
    person: Person,
    outcome: z.enum(['done', 'refused']),
    reason: z.string().optional().describe('Why not, as one word for programs.'),
    detail: z.string().optional().describe('Why not, for people.'),
  })
  .meta({ id: 'HandoverSubstitution', description: 'What became of one absence.' });

const PATH = '/handover/v1/people/:person/leaving';

type Groups = HandoverOperations;
type Asked = Parameters<Groups['disableLeaver']>[0] & Parameters<Groups['moveAllTasks']>[0];

/** A call that moves one group of what hangs on an account, or disables it. */
interface Way<Body extends z.ZodType> {
  readonly group: string;
  readonly operation: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: z.ZodType;
  readonly run: (
    operations: Groups,
    asked: Omit<Asked, 'to' | 'leavesTasks'>,
    body: z.output<Body>,
  ) => Promise<object | Refused<HandoverRefusal>>;
}

const route =
  <Body extends z.ZodType>({ group, operation, summary, body, answer, run }: Way<Body>) =>
  (operations: HandoverOperations): JsonRoute => ({
    method: 'post',
    path: `${PATH}/${group}`,
    operation,
    described: {
      summary,
      path: PersonPath,
      body: { schema: body },
      answers: {
        200: { description: 'What has been done.', schema: answer },
        ...problems(400, 404, 409, 413, 415, 422),
      },
    },
    async answer(call) {
      const read = readBody(call.message, body);
      if (isTrouble(read)) return read;
      const credential = credentialOf(call.message);
      const asked = { ...askedOf(call, { api: 'handover', operation, credential }), userId: personIn(call.params) };
      const done = await run(operations, asked, read.value);
      const user = operations.loginOf(credential);
      if (isRefused(done)) return refusalReply(call.message, done.refused, user);
      return { status: 200, body: done, outcome: 'done', user };
    },
  });

const ROUTES = [
  route({
    group: 'tasks',
    operation: 'moveAllTasks',
    summary: 'Give all unfinished tasks of somebody to another, in place',
    body: ToSomebody,
    answer: LeftBehind,
    run: (operations, asked, { to }) => operations.moveAllTasks({ ...asked, to }),
  }),
  route({
    group: 'teams',
    operation: 'moveTeamSeats',
    summary: 'Take somebody out of teams, and put another in',
    body: Seats,
    answer: z.object({ teams: z.array(Team) }).meta({ id: 'HandoverLeftTeams', description: 'Teams that were left.' }),
    run: (operations, asked, { to, teams = null }) => operations.moveTeamSeats({ ...asked, to, teamIds: teams }),
  }),
  route({
    group: 'supervision',
    operation: 'moveSupervision',
    summary: 'Give what somebody supervises to another',
    body: ToSomebody,
    answer: z
      .object({ tasks: z.int(), workflows: z.int() })
      .meta({ id: 'HandoverSupervision', description: 'How many have another supervisor now.' }),
    run: (operations, asked, { to }) => operations.moveSupervision({ ...asked, to }),
  }),
  route({
    group: 'substitutions',
    operation: 'moveSubstitutions',
    summary: 'Give the absences of others, for whom somebody stands in, another substitute or none',
    body: ToSomebodyOrNobody,
    answer: z
      .object({ people: z.array(Substitution) })
      .meta({ id: 'HandoverSubstitutions', description: 'What became of each absence.' }),
    async run(operations, asked, { to }) {
      const moved = await operations.moveSubstitutions({ ...asked, to });
      if (isRefused(moved)) return moved;
      const { person } = namesOf(moved.names);
      const people = moved.results.map(({ userId, came }) =>
        isRefused(came)
          ? { person: person(userId), outcome: 'refused', reason: came.refused, detail: WORDS[came.refused].detail }
          : { person: person(userId), outcome: 'done' },
      );
      return { people };
    },
  }),
  route({
    group: 'disable',
    operation: 'disableLeaver',
    summary: 'Disable the account of somebody who leaves, and end its credentials',
    body: Disabling,
    answer: z
      .object({ credentialsEnded: z.int() })
      .meta({ id: 'HandoverDisabled', description: 'How many tickets, tokens and sessions have ended.' }),
    async run(operations, asked, { leaveTasks }) {
      const done = await operations.disableLeaver({ ...asked, leavesTasks: leaveTasks });
      return isRefused(done) ? done : { credentialsEnded: done.ticketsEnded };
    },
  }),
];

/** The calls that move what hangs on an account group by group, and the one that disables it then. */
export const leavingRoutes = (operations: HandoverOperations): readonly JsonRoute[] =>
  ROUTES.map((routeOf) => routeOf(operations));
