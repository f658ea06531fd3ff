import type { JsonRoute } from '../../json/json-dialect.ts';
import type { BoxTaskOperations } from '../box.ts';
import { picked } from '../fields.ts';
import { userMini } from '../objects.ts';
import { routeOf } from '../route.ts';
import { Fields, User } from '../schemas.ts';

/** GET /2.0/users/me */
export const getMe = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'get',
    path: '/2.0/users/me',
    operation: 'getMe',
    described: {
      summary: 'Get the account that calls',
      query: Fields,
      answers: { 200: { description: 'The account.', schema: User } },
    },
    ask: (asked) => operations.readOwnAccount(asked),
    write: (account, call) => ({ status: 200, body: picked(call, { ...userMini(account), status: 'active' }) }),
  });
