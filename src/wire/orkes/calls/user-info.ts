import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { addressOf } from '../people.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { READ_ANSWERS } from '../schemas.ts';
import type { OrkesOperations } from '../words.ts';
import { readFlag } from '../flags.ts';
import { isTrouble } from '../../json/json-dialect.ts';

const UserInfo = z
  .object({
    id: z.string().describe('The e-mail address; the login of an account without one. What assignments name.'),
    name: z.string().describe('The full name.'),
    uuid: z.string(),
    roles: z.array(z.object({ name: z.enum(['ADMIN', 'USER']) })),
    groups: z.array(z.object({ id: z.string() })).describe('The teams of the account, by name.'),
    applicationUser: z.boolean().describe('Always false.'),
  })
  .meta({ id: 'OrkesUserInfo', description: 'The account behind a token.' });

const OPERATION = 'getUserInfo';

export const userInfoRoute = (operations: Pick<OrkesOperations, 'readOwnAccount' | 'loginOf'>): JsonRoute => ({
  method: 'get',
  path: '/api/token/userInfo',
  operation: OPERATION,
  described: {
    summary: 'Show the account behind the token',
    query: z.object({ claims: z.enum(['true', 'false']).optional().describe('Answer {user, claims}.') }),
    answers: {
      ...READ_ANSWERS,
      200: {
        description: 'The account',
        schema: z.union([UserInfo, z.object({ user: UserInfo, claims: z.record(z.string(), z.unknown()) })]),
      },
    },
  },
  async answer(call) {
    const claims = readFlag(call.query, 'claims');
    if (isTrouble(claims)) return claims;
    const asked = asking(call, OPERATION);
    const account = await operations.readOwnAccount(asked);
    if (isRefused(account)) return refusedWith(operations, call, asked, account);
    const isAdministrator = account.roles.includes('administrator');
    const user: z.output<typeof UserInfo> = {
      id: addressOf(account),
      name: account.fullName || account.login,
      uuid: account.uuid,
      roles: (isAdministrator ? (['ADMIN', 'USER'] as const) : (['USER'] as const)).map((name) => ({ name })),
      groups: account.teams.map((id) => ({ id })),
      applicationUser: false,
    };
    return doneWith(operations, asked, claims.value ? { user, claims: { sub: user.id, roles: account.roles } } : user);
  },
});
