import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { LoadAbsence, PersonLoad } from '../../../core/supervision/person-load.ts';
import { readQuery } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { Moment, moment, momentOrNull, Person } from '../objects.ts';
import { nextOffset, PAGE } from '../page.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

const Absence = z
  .object({ from: Moment, until: Moment.nullable().describe('null: it has no end.'), person: Person })
  .meta({ id: 'HandoverLoadAbsence', description: 'An absence, with who covers, or who is absent.' });

const PersonLoad = z
  .object({
    person: Person,
    enabled: z.boolean(),
    open: z.int().describe('All that the person has to do: the four that follow together.'),
    overdue: z.int(),
    dueThisWeek: z.int().describe('Until Sunday, where the server stands.'),
    later: z.int(),
    noDate: z.int(),
    doneIn30Days: z.int().describe('Tasks that the person has completed.'),
    absence: Absence.nullable().describe('The present one, or the next; the person in it is who gets the tasks.'),
    coversFor: z.array(Absence).describe('Whose tasks come to the person now.'),
  })
  .meta({ id: 'HandoverPersonLoad', description: 'What one person has to do, and has done.' });

const Loads = z
  .object({
    total: z.int().describe('The people on all pages.'),
    people: z.array(PersonLoad),
    nextOffset: z.int().nullable().describe('Where the next page begins; null on the last one.'),
  })
  .meta({ id: 'HandoverLoads', description: 'A page of people, those with the most late tasks first.' });

const Query = z.strictObject(PAGE);

export const listLoads = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/loads',
  operation: 'listLoads',
  described: {
    summary: 'See what people have to do, of the tasks that lists show you',
    query: Query,
    answers: { 200: { description: 'A page of people.', schema: Loads }, ...problems(400) },
  },
  async answer({ message, query }) {
    const read = readQuery(query, Query);
    if (isTrouble(read)) return read;
    const page = read.value;
    const credential = credentialOf(message);
    const asked = { credential, client: message.client, subjectId: null };
    const loads = await operations.listLoads({ ...asked, page, now: new Date() });
    const user = operations.loginOf(credential);
    if (isRefused(loads)) return refusalReply(message, loads.refused, user);
    const { total, people } = loads;
    const body = { total, people: people.map(shown), nextOffset: nextOffset(page, total) };
    return { status: 200, body, outcome: 'done', user };
  },
});

const shown = (load: PersonLoad): z.infer<typeof PersonLoad> => ({
  person: { id: load.id, login: load.login, fullName: load.fullName },
  enabled: load.enabled,
  open: load.open,
  overdue: load.overdue,
  dueThisWeek: load.dueThisWeek,
  later: load.later,
  noDate: load.noDate,
  doneIn30Days: load.done,
  absence: load.absence && shownAbsence(load.absence),
  coversFor: load.coversFor.map(shownAbsence),
});

const shownAbsence = ({ startsAt, endsAt, person }: LoadAbsence): z.infer<typeof Absence> => ({
  from: moment(startsAt),
  until: momentOrNull(endsAt),
  person,
});
