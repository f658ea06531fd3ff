import type { Operations } from '../../operations/index.ts';
import type { JsonDialect } from '../json/json-dialect.ts';

/** The part of the operations that this dialect speaks for. */
export type OrkesOperations = Pick<Operations, 'loginOf'>;

const ADDRESSES = /^\/api(?=\/|$)/;

/** Orkes Conductor human tasks (docs/vendors/orkes.md). */
export const createOrkesDialect = (_operations: OrkesOperations): JsonDialect => ({
  name: 'orkes',
  title: 'Orkes Conductor human tasks',
  claims: (path) => ADDRESSES.test(path),
  routes: [],
  security: {
    token: { type: 'apiKey', in: 'header', name: 'X-Authorization', description: 'A token of POST /api/token.' },
  },
  errorOf: ({ trouble }) => ({ trouble }),
  secretOf: ({ headers }) => (typeof headers['x-authorization'] === 'string' ? headers['x-authorization'] : null),
});
