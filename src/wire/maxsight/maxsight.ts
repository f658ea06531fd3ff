import type { Operations } from '../../operations/index.ts';
import type { JsonDialect } from '../json/json-dialect.ts';

/** The part of the operations that this dialect speaks for. */
export type MaxsightOperations = Pick<Operations, 'loginOf'>;

const ADDRESSES = /^\/v5(?=\/|$)/;

/** Maxsight task assignments (docs/vendors/maxsight.md). */
export const createMaxsightDialect = (_operations: MaxsightOperations): JsonDialect => ({
  name: 'maxsight',
  title: 'Maxsight task assignments',
  claims: (path) => ADDRESSES.test(path),
  routes: [],
  security: { apiKey: { type: 'apiKey', in: 'header', name: 'apikey', description: 'An API key.' } },
  errorOf: ({ trouble }) => ({ trouble }),
  secretOf: ({ headers }) => (typeof headers.apikey === 'string' ? headers.apikey : null),
});
