import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { ClientUsage } from '../../../core/supervision/usage.ts';
import { SHOWN_CREDENTIALS } from '../../../core/shown-credential.ts';
import { spellingsIn, SPELLINGS } from '../../spellings.ts';
import { readQuery } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { id, Moment, moment, namesOf, Person, type Naming } from '../objects.ts';
import { nextOffset, PAGE } from '../page.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

const USUAL_DAYS = 30;
const MOST_DAYS = 400;

const Client = z
  .object({
    person: Person.nullable().describe(
      'Whose account; null for calls without a valid credential, and those that could not be read.',
    ),
    api: z.string().describe('asmx, box, handover and so on.'),
    operation: z.string(),
    binding: z.string().describe('soap11, soap12, http-get, http-post or json.'),
    agent: z.string().describe('The User-Agent, cut at 200 characters; "other" for those that were too many.'),
    credential: z
      .enum(SHOWN_CREDENTIALS)
      .describe(
        'What the calls showed; sign-in for a password or the secret of a key in the call itself, unknown for calls that could not be read and those that were counted before this was.',
      ),
    calls: z.int(),
    refusals: z.int().describe('Those of them that were turned down, or could not be read.'),
    deprecatedCalls: z.int().describe('Those of them with a spelling that is accepted for old clients alone.'),
    deprecatedSpellings: z.array(z.enum(SPELLINGS)).describe('Which spellings these were, of the legacy API.'),
    lastAt: Moment,
    lastAddress: z.string(),
    days: z.array(z.object({ day: z.iso.date(), calls: z.int() })).describe('Days with calls, in order.'),
  })
  .meta({ id: 'HandoverClient', description: 'Calls that are alike but for their moments and addresses.' });

const Usage = z
  .object({
    total: z.int().describe('The clients on all pages.'),
    clients: z.array(Client),
    nextOffset: z.int().nullable().describe('Where the next page begins; null on the last one.'),
  })
  .meta({ id: 'HandoverUsage', description: 'A page of clients, those that called last first.' });

const Query = z.strictObject({
  days: z.coerce
    .number<string>()
    .pipe(z.int().min(1).max(MOST_DAYS))
    .default(USUAL_DAYS)
    .describe('How many days are counted, today included.'),
  api: z.string().max(50).optional(),
  operation: z.string().max(100).optional(),
  personId: z.coerce.number<string>().pipe(id).optional(),
  ...PAGE,
});

export const listUsage = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/usage',
  operation: 'listUsage',
  described: {
    summary: 'See who calls what, with which client, how often and when last',
    query: Query,
    answers: { 200: { description: 'A page of clients.', schema: Usage }, ...problems(400) },
  },
  async answer({ message, query }) {
    const read = readQuery(query, Query);
    if (isTrouble(read)) return read;
    const { days, api, operation, personId, ...page } = read.value;
    const credential = credentialOf(message);
    const asked = { credential, client: message.client, subjectId: null };
    const filter = { api, operation, userId: personId };
    const usage = await operations.listUsage({ ...asked, filter, page, days, now: new Date() });
    const user = operations.loginOf(credential);
    if (isRefused(usage)) return refusalReply(message, usage.refused, user);
    const { total, clients, names } = usage;
    const naming = namesOf(names);
    const body = {
      total,
      clients: clients.map((each) => shown(each, naming)),
      nextOffset: nextOffset(page, total),
    };
    return { status: 200, body, outcome: 'done', user };
  },
});

const shown = (
  { userId, api, operation, binding, agent, credential, calls, refusals, ...client }: ClientUsage,
  { person }: Naming,
): z.infer<typeof Client> => ({
  person: userId === 0 ? null : person(userId),
  api,
  operation,
  binding,
  agent,
  credential,
  calls,
  refusals,
  deprecatedCalls: client.deprecatedCalls,
  deprecatedSpellings: [...spellingsIn(client.spellings)],
  lastAt: moment(client.lastAt),
  lastAddress: client.lastAddress,
  days: [...client.days],
});
