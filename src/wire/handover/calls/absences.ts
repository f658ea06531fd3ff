import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { CoveredAbsence } from '../../../core/supervision/absence.ts';
import type { Operations } from '../../../operations/index.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { instant, Moment, moment, momentOrNull, namesOf, Person, type Naming } from '../objects.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

type Overview = Extract<Awaited<ReturnType<Operations['readAbsences']>>, { readonly people: unknown }>;

const Cover = z
  .object({
    startsAt: Moment,
    endsAt: Moment.nullable(),
    path: z.array(Person).describe('From the absent person past whom redirections lead; the last one gets the tasks.'),
    gap: z
      .enum(['substitute-disabled', 'goes-round'])
      .nullable()
      .describe('Why the last one is absent too, and nobody is there for the work; null where somebody is.'),
  })
  .meta({ id: 'HandoverCover', description: 'Where new tasks go in a part of an absence.' });

const Absence = z
  .object({
    state: z.enum(['past', 'current', 'planned']),
    substitute: Person,
    startsAt: Moment,
    endsAt: Moment.nullable().describe('Null for one without an end; only imported ones are.'),
    isSubstituteAbsent: z.boolean().describe('The substitute is absent too, for a part of the time at least.'),
    covers: z.array(Cover).describe('From its start to its end, in order.'),
  })
  .meta({ id: 'HandoverAbsence', description: 'The time in which somebody’s tasks go to a substitute.' });

const Absent = z
  .object({
    person: Person,
    isEnabled: z.boolean(),
    absences: z.array(Absence).describe('In the order of time.'),
    standsInFor: z.array(Person).describe('Those whose new tasks the person gets now, also at the end of a chain.'),
  })
  .meta({ id: 'HandoverAbsentPerson', description: 'Somebody who is absent, or stands in for somebody.' });

const Overview = z
  .object({ now: Moment, from: Moment, until: Moment.nullable(), people: z.array(Absent) })
  .meta({ id: 'HandoverAbsences', description: 'Who covers whom.' });

const Between = z.object({
  from: instant.optional().describe('Absences that ended later. Four weeks ago, where it is left out.'),
  until: instant.optional().describe('Absences that begin earlier. All, where it is left out.'),
});

export const readAbsences = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/absences',
  operation: 'readAbsences',
  described: {
    summary: 'See who covers whom: absences, chains of substitutes, and gaps',
    query: Between,
    answers: { 200: { description: 'Who is absent, and who stands in.', schema: Overview }, ...problems(400) },
  },
  async answer({ message, query }) {
    const between = Between.safeParse(Object.fromEntries(query));
    if (!between.success) {
      const [issue] = between.error.issues;
      const name = issue?.path.map(String).join('.') ?? '';
      return { trouble: 'body-unreadable', field: '', message: `the parameter ${name} ${issue?.message}` };
    }
    const { from, until } = between.data;
    const credential = credentialOf(message);
    const overview = await operations.readAbsences({
      credential,
      client: message.client,
      subjectId: null,
      from: from === undefined ? null : new Date(from),
      until: until === undefined ? null : new Date(until),
    });
    const user = operations.loginOf(credential);
    if (isRefused(overview)) return refusalReply(message, overview.refused, user);
    return { status: 200, body: shown(overview), outcome: 'done', user };
  },
});

function shown({ now, from, until, people, names }: Overview): z.infer<typeof Overview> {
  const naming = namesOf(names);
  return {
    now: moment(now),
    from: moment(from),
    until: momentOrNull(until),
    people: people.map(({ userId, isEnabled, absences, standsInFor }) => ({
      person: naming.person(userId),
      isEnabled,
      absences: absences.map((absence) => shownAbsence(absence, naming)),
      standsInFor: standsInFor.map(naming.person),
    })),
  };
}

const shownAbsence = (absence: CoveredAbsence, { person }: Naming): z.infer<typeof Absence> => ({
  state: absence.state,
  substitute: person(absence.targetId),
  startsAt: moment(absence.startsAt),
  endsAt: momentOrNull(absence.endsAt),
  isSubstituteAbsent: absence.isSubstituteAbsent,
  covers: absence.covers.map(({ startsAt, endsAt, path, gap }) => ({
    startsAt: moment(startsAt),
    endsAt: momentOrNull(endsAt),
    path: path.map(person),
    gap,
  })),
});
