import { z } from 'zod';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import type { ChangedAbsence, NewAbsence } from '../../../operations/supervision/absences.ts';
import { askedOf } from '../../json/asked.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonCall, type JsonReply, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { instant, Moment, moment, momentOrNull, namesOf, Person } from '../objects.ts';
import { personIn, PersonPath } from '../person.ts';
import { refusalReply, type HandoverOperations, type HandoverRefusal } from '../problem.ts';

const substitute = z.string().min(1).max(255).describe('The login name of who is to stand in, in any case.');

const SetAbsence = z
  .strictObject({
    substitute,
    startsAt: instant.optional().describe('Now, where it is left out or past.'),
    endsAt: instant.describe('From then on tasks stay with the person again.'),
  })
  .meta({
    id: 'HandoverNewAbsence',
    description: 'Who is to get somebody’s new tasks, from when to when.',
    example: { substitute: 'alice.jones', startsAt: '2031-04-15T00:00:00+02:00', endsAt: '2031-04-29T00:00:00+02:00' },
  });

const PassOn = z
  .strictObject({ substitute })
  .meta({ id: 'HandoverSubstitute', description: 'Who is to stand in for the rest of an absence.' });

const Changed = z
  .object({
    person: Person,
    absence: z.object({ substitute: Person, startsAt: Moment, endsAt: Moment.nullable() }).nullable(),
  })
  .meta({ id: 'HandoverChangedAbsence', description: 'The absence of a person as it is now; null for none.' });

const PATH = '/handover/v1/people/:person/absence';

const described = (summary: string, ...statuses: readonly (400 | 413 | 415 | 422)[]) => ({
  summary,
  path: PersonPath,
  answers: { 200: { description: 'The absence as it is now.', schema: Changed }, ...problems(404, 409, ...statuses) },
});

/** The absence of one person: to set it, to give the rest of it to another substitute, to end it. */
export const changeAbsenceRoutes = (operations: HandoverOperations): readonly JsonRoute[] => {
  const askedIn = (call: JsonCall, operation: string) => ({
    ...askedOf(call, { api: 'handover', operation, credential: credentialOf(call.message) }),
    userId: personIn(call.params),
  });

  const reply = (
    { message }: JsonCall,
    { credential }: Pick<NewAbsence, 'credential'>,
    changed: ChangedAbsence | Refused<HandoverRefusal>,
  ): JsonReply => {
    const user = operations.loginOf(credential);
    if (isRefused(changed)) return refusalReply(message, changed.refused, user);
    return { status: 200, body: shown(changed), outcome: 'done', user };
  };

  return [
    {
      method: 'put',
      path: PATH,
      operation: 'setAbsence',
      described: {
        ...described('Set or replace the absence of somebody', 400, 413, 415, 422),
        body: { schema: SetAbsence },
      },
      async answer(call) {
        const read = readBody(call.message, SetAbsence);
        if (isTrouble(read)) return read;
        const { startsAt, endsAt, ...said } = read.value;
        const asked = {
          ...askedIn(call, 'setAbsence'),
          ...said,
          startsAt: startsAt === undefined ? null : new Date(startsAt),
          endsAt: new Date(endsAt),
        };
        return reply(call, asked, await operations.setAbsence(asked));
      },
    },
    {
      method: 'patch',
      path: PATH,
      operation: 'passOnAbsence',
      described: {
        ...described('Give the rest of an absence to another substitute', 400, 413, 415, 422),
        body: { schema: PassOn },
      },
      async answer(call) {
        const read = readBody(call.message, PassOn);
        if (isTrouble(read)) return read;
        const asked = { ...askedIn(call, 'passOnAbsence'), ...read.value };
        return reply(call, asked, await operations.passOnAbsence(asked));
      },
    },
    {
      method: 'delete',
      path: PATH,
      operation: 'endAbsence',
      described: described('End the absence of somebody, or forget one that is planned'),
      async answer(call) {
        const asked = askedIn(call, 'endAbsence');
        return reply(call, asked, await operations.endAbsence(asked));
      },
    },
  ];
};

function shown({ userId, absence, names }: ChangedAbsence): z.infer<typeof Changed> {
  const { person } = namesOf(names);
  return {
    person: person(userId),
    absence: absence && {
      substitute: person(absence.targetId),
      startsAt: moment(absence.startsAt),
      endsAt: momentOrNull(absence.endsAt),
    },
  };
}
