import { z } from 'zod';
import { RIGHTS } from '../../../core/access/rights.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { Moment, momentOrNull } from '../objects.ts';
import type { HandoverOperations } from '../problem.ts';
import { bodilessRoute, bodyRoute } from './route.ts';
import { name, network } from './texts.ts';

const Key = z
  .object({
    name: z.string(),
    actsAs: z.string().describe('The login of the account that the key acts as.'),
    rights: z.array(z.enum(RIGHTS)).nullable().describe('null: the key may do what its account may.'),
    addresses: z.array(z.string()).describe('From where it works; none: from everywhere.'),
    lastUsedAt: Moment.nullable().describe('At most a minute late; null for a key that has not been used.'),
  })
  .meta({ id: 'HandoverKey', description: 'An API key, never its secret.' });

const Keys = z.object({ keys: z.array(Key) }).meta({ id: 'HandoverKeys', description: 'All API keys by name.' });

const NewKey = z
  .strictObject({
    name: name.describe('What the key is for.'),
    actsAs: name.describe('The login of the account that it acts as.'),
    rights: z
      .array(z.enum(RIGHTS))
      .min(1)
      .nullable()
      .default(null)
      .describe('Left out: the key may do what its account may.'),
    addresses: z.array(network).max(100).default([]),
  })
  .meta({ id: 'HandoverNewKey', description: 'An API key to be made.' });

const MadeKey = z
  .object({ name: z.string(), key: z.string().describe('The key itself. It is shown this once.') })
  .meta({ id: 'HandoverMadeKey', description: 'An API key that was made.' });

const EndedKey = z
  .object({ name: z.string() })
  .meta({ id: 'HandoverEndedKey', description: 'An API key that has ended, with all tokens that were given for it.' });

export const keyRoutes = (operations: HandoverOperations): readonly JsonRoute[] => [
  bodilessRoute(operations, {
    method: 'get',
    path: '/handover/v1/keys',
    operation: 'listKeys',
    summary: 'List API keys with their last use',
    answer: { description: 'The keys.', schema: Keys },
    run: (request) => operations.listKeys(request),
    shown: ({ keys }) => ({
      keys: keys.map(({ login: actsAs, lastUsedAt, ...key }) => ({
        ...key,
        actsAs,
        lastUsedAt: momentOrNull(lastUsedAt),
      })),
    }),
  }),
  bodyRoute(operations, NewKey, {
    method: 'post',
    path: '/handover/v1/keys',
    operation: 'addKey',
    summary: 'Make an API key, which is shown this once',
    answer: { description: 'The key.', schema: MadeKey },
    statuses: [409],
    run: async (request, { actsAs, ...key }) => {
      const made = await operations.addKey({ ...request, key: { ...key, login: actsAs } });
      return 'secret' in made ? { name: key.name, key: made.secret } : made;
    },
    shown: (made) => made,
  }),
  bodilessRoute(operations, {
    method: 'delete',
    path: '/handover/v1/keys/:name',
    operation: 'revokeKey',
    summary: 'End an API key',
    params: z.object({ name: z.string().describe('The name of the key.') }),
    answer: { description: 'It has ended.', schema: EndedKey },
    statuses: [404],
    run: (request, _, call) => operations.revokeKey({ ...request, name: call.params.name ?? '' }),
    shown: (ended) => ended,
  }),
];
