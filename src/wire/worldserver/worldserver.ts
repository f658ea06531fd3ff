import type { Operations } from '../../operations/index.ts';
import type { JsonDialect } from '../json/json-dialect.ts';

/** The part of the operations that this dialect speaks for. */
export type WorldServerOperations = Pick<Operations, 'loginOf'>;

const ADDRESSES = /^\/ws-api(?=\/|$)/;

/** WorldServer tasks (docs/vendors/worldserver.md). */
export const createWorldServerDialect = (_operations: WorldServerOperations): JsonDialect => ({
  name: 'worldserver',
  title: 'WorldServer tasks',
  claims: (path) => ADDRESSES.test(path),
  routes: [],
  security: { token: { type: 'apiKey', in: 'query', name: 'token', description: 'The sessionId of a login.' } },
  errorOf: ({ trouble }) => ({ trouble }),
  secretOf: ({ headers }) => (typeof headers.token === 'string' ? headers.token : null),
});
