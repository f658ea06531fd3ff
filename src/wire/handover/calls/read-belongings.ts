import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { LeavingReport } from '../../../operations/supervision/leaving.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { Moment, moment, momentOrNull, namesOf, Person } from '../objects.ts';
import { personIn, PersonPath } from '../person.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

const Period = { startsAt: Moment, endsAt: Moment.nullable() };

const Belongings = z
  .object({
    person: Person,
    isEnabled: z.boolean(),
    openTasks: z.int().describe('Tasks that the person has to do.'),
    waitingTasks: z.int().describe('Tasks of the person that have not started yet.'),
    sharedTasks: z.int().describe('Unfinished tasks of others that the person is asked to do too, now or later.'),
    supervisedTasks: z.int().describe('Unfinished tasks that the person supervises.'),
    supervisedWorkflows: z.int().describe('Workflows that go on, of which the person supervises all tasks.'),
    teams: z.array(z.object({ id: z.int(), name: z.string(), memberCount: z.int() })),
    absence: z.object({ substitute: Person, ...Period }).nullable(),
    standsInFor: z.array(z.object({ person: Person, ...Period })).describe('Now or later.'),
    apiKeys: z.array(z.object({ name: z.string(), lastUsedAt: Moment.nullable() })),
    tickets: z.int(),
    tokens: z.int().describe('Given by other APIs, also for keys of the account.'),
    sessions: z.int().describe('On the pages of the desk.'),
    calendars: z.int().describe('Secret addresses of the calendar of the person: one at the most.'),
  })
  .meta({ id: 'HandoverBelongings', description: 'What hangs on an account.' });

export const readBelongings = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/people/:person/leaving',
  operation: 'readBelongings',
  described: {
    summary: 'See what hangs on the account of somebody who leaves',
    path: PersonPath,
    answers: { 200: { description: 'What there is.', schema: Belongings }, ...problems(404) },
  },
  async answer({ message, params }) {
    const credential = credentialOf(message);
    const asked = { credential, client: message.client, subjectId: null, userId: personIn(params) };
    const report = await operations.readBelongings(asked);
    const user = operations.loginOf(credential);
    if (isRefused(report)) return refusalReply(message, report.refused, user);
    return { status: 200, body: shown(report), outcome: 'done', user };
  },
});

function shown({ userId, names, ...report }: LeavingReport): z.infer<typeof Belongings> {
  const { person, teamOrNull } = namesOf(names);
  const { teams, absence, standsInFor, apiKeys, ...counts } = report;
  return {
    person: person(userId),
    isEnabled: counts.isEnabled,
    openTasks: counts.openTasks,
    waitingTasks: counts.waitingTasks,
    sharedTasks: counts.sharedTasks,
    supervisedTasks: counts.supervisedTasks,
    supervisedWorkflows: counts.supervisedWorkflows,
    teams: teams.map(({ id, memberCount }) => ({ id, name: teamOrNull(id)?.name ?? '', memberCount })),
    absence: absence && {
      substitute: person(absence.targetId),
      startsAt: moment(absence.startsAt),
      endsAt: momentOrNull(absence.endsAt),
    },
    standsInFor: standsInFor.map((each) => ({
      person: person(each.userId),
      startsAt: moment(each.startsAt),
      endsAt: momentOrNull(each.endsAt),
    })),
    apiKeys: apiKeys.map(({ name, lastUsedAt }) => ({ name, lastUsedAt: momentOrNull(lastUsedAt) })),
    tickets: counts.tickets,
    tokens: counts.tokens,
    sessions: counts.sessions,
    calendars: counts.calendars,
  };
}
