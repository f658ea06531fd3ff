import type { JsonDialect } from '../json/json-dialect.ts';
import { bearerOf } from './bearer.ts';
import { moveRoutes } from './calls/move-tasks.ts';
import { previewRoutes } from './calls/preview-moves.ts';
import { readTaskChain } from './calls/read-task-chain.ts';
import { PROBLEM_TYPE, troubleProblem, type HandoverOperations } from './problem.ts';

const ADDRESSES = /^\/handover\/v1(?=\/|$)/;

/** The product's own API, for what no vendor's has (docs/handover-api.md). */
export const createHandoverDialect = (operations: HandoverOperations): JsonDialect => ({
  name: 'handover',
  title: 'Handover: supervising work',
  claims: (path) => ADDRESSES.test(path),
  routes: [...previewRoutes(operations), ...moveRoutes(operations), readTaskChain(operations)],
  security: { bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a ticket.' } },
  errorOf: troubleProblem,
  errorType: PROBLEM_TYPE,
  secretOf: bearerOf,
});
