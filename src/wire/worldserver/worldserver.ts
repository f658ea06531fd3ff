import type { JsonDialect } from '../json/json-dialect.ts';
import { errorBody, errorOfTrouble } from './errors.ts';
import { NAME, type Needs, type WorldServerOperations } from './needs.ts';
import { routesOf } from './routes.ts';
import { credentialOf } from './session.ts';
import { EXAMPLE } from './example.ts';

const ADDRESSES = /^\/ws-api(?=\/|$)/;

/** WorldServer tasks (docs/vendors/worldserver.md). */
export const createWorldServerDialect = (
  operations: WorldServerOperations,
  { clock }: Pick<Needs, 'clock'>,
): JsonDialect => ({
  name: NAME,
  title: 'WorldServer tasks',
  claims: (path) => ADDRESSES.test(path),
  routes: routesOf({ operations, clock }),
  example: EXAMPLE,
  security: {
    token: { type: 'apiKey', in: 'query', name: 'token', description: 'The sessionId of a login.' },
    tokenHeader: { type: 'apiKey', in: 'header', name: 'token', description: 'The same as a header.' },
  },
  errorOf: (trouble) => errorBody(errorOfTrouble(trouble)),
  credentialOf,
});
