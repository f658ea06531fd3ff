import type { JsonDialect, JsonRoute } from '../json/json-dialect.ts';
import { claimRoute } from './calls/claim.ts';
import { conductorTaskRoute } from './calls/conductor-task.ts';
import { deleteAllRoute, deleteRoute } from './calls/delete.ts';
import { displayNamesRoute } from './calls/display-names.ts';
import { externalUserRoute } from './calls/external-user.ts';
import { getTaskRoute } from './calls/get-task.ts';
import { reassignRoute } from './calls/reassign.ts';
import { releaseRoute } from './calls/release.ts';
import { searchRoute } from './calls/search.ts';
import { skipRoute } from './calls/skip.ts';
import { tokenRoute } from './calls/token.ts';
import { updateRoute } from './calls/update.ts';
import { updateByRefRoute } from './calls/update-by-ref.ts';
import { userInfoRoute } from './calls/user-info.ts';
import { troubleBody } from './errors.ts';
import { asking, credentialOf, refusedWith } from './replies.ts';
import type { OrkesOperations } from './words.ts';
import { EXAMPLE } from './example.ts';

export type { OrkesOperations } from './words.ts';

const ADDRESSES = /^\/api(?=\/|$)/;

/** Who shows no token is told so before the body is looked at. */
const withToken = (operations: Pick<OrkesOperations, 'loginOf'>, route: JsonRoute): JsonRoute =>
  route.described.isOpen
    ? route
    : {
        ...route,
        answer: async (call) => {
          if (credentialOf(call).kind !== 'anonymous') return route.answer(call);
          return refusedWith(operations, call, asking(call, route.operation), { refused: 'anonymous' });
        },
      };

/** Orkes Conductor human tasks (docs/vendors/orkes.md). */
export const createOrkesDialect = (operations: OrkesOperations): JsonDialect => ({
  name: 'orkes',
  title: 'Orkes Conductor human tasks',
  claims: (path) => ADDRESSES.test(path),
  // Addresses with words of their own come before those that are read as the id of a task.
  routes: [
    tokenRoute(operations),
    userInfoRoute(operations),
    searchRoute(operations),
    displayNamesRoute(operations),
    updateByRefRoute(operations),
    deleteRoute(operations),
    deleteAllRoute(operations),
    getTaskRoute(operations),
    conductorTaskRoute(operations),
    reassignRoute(operations),
    claimRoute(operations),
    externalUserRoute(operations),
    releaseRoute(operations),
    skipRoute(operations),
    updateRoute(operations),
  ].map((route) => withToken(operations, route)),
  example: EXAMPLE,
  security: {
    token: { type: 'apiKey', in: 'header', name: 'X-Authorization', description: 'A token of POST /api/token.' },
  },
  errorOf: troubleBody,
  credentialOf: (message) => credentialOf({ message }),
});
