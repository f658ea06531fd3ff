import type { Operations } from '../../operations/index.ts';
import type { JsonDialect } from '../json/json-dialect.ts';

/** The part of the operations that this dialect speaks for. */
export type BoxOperations = Pick<Operations, 'loginOf'>;

const ADDRESSES = /^\/(?:2\.0|oauth2)(?=\/|$)/;

/** Box tasks and task assignments (docs/vendors/box.md). */
export const createBoxDialect = (_operations: BoxOperations): JsonDialect => ({
  name: 'box',
  title: 'Box tasks and task assignments',
  claims: (path) => ADDRESSES.test(path),
  routes: [],
  security: {
    bearer: { type: 'http', scheme: 'bearer', description: 'A token of POST /oauth2/token, or an API key.' },
  },
  errorOf: ({ trouble }) => ({ trouble }),
  secretOf: ({ headers }) => headers.authorization ?? null,
});
