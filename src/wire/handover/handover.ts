import type { JsonDialect, JsonRoute } from '../json/json-dialect.ts';
import { accountRoutes } from './administration/accounts.ts';
import { keyRoutes } from './administration/keys.ts';
import { teamRoutes } from './administration/teams.ts';
import { bearerOf, credentialOf } from './bearer.ts';
import { readAbsences } from './calls/absences.ts';
import { calendarRoutes } from './calls/calendar.ts';
import { changeAbsenceRoutes } from './calls/change-absence.ts';
import { levelOut } from './calls/level-out.ts';
import { listLoads } from './calls/list-loads.ts';
import { listRoundChains } from './calls/list-round-chains.ts';
import { deliveryRoutes } from './calls/deliveries.ts';
import { leavingRoutes } from './calls/leaving.ts';
import { listUsage } from './calls/list-usage.ts';
import { noteDocumentRoutes } from './calls/note-documents.ts';
import { moveRoutes } from './calls/move-tasks.ts';
import { previewRoutes } from './calls/preview-moves.ts';
import { readBelongings } from './calls/read-belongings.ts';
import { readTaskChain } from './calls/read-task-chain.ts';
import { PROBLEM_TYPE, refusalReply, troubleProblem, type HandoverOperations } from './problem.ts';
import { EXAMPLE } from './example.ts';

const ADDRESSES = /^\/handover\/v1(?=\/|$)/;

/** Who shows no credential is told so before the body is looked at. */
const withCredential = (route: JsonRoute): JsonRoute => ({
  ...route,
  answer: (call) =>
    bearerOf(call.message) === null
      ? Promise.resolve(refusalReply(call.message, 'anonymous', undefined))
      : route.answer(call),
});

/** The product's own API, for what no vendor's has (docs/handover-api.md). */
export const createHandoverDialect = (operations: HandoverOperations): JsonDialect => ({
  name: 'handover',
  title: 'Handover: supervising work',
  claims: (path) => ADDRESSES.test(path),
  routes: [
    ...previewRoutes(operations),
    ...moveRoutes(operations),
    readTaskChain(operations),
    readAbsences(operations),
    ...changeAbsenceRoutes(operations),
    ...calendarRoutes(operations),
    readBelongings(operations),
    ...leavingRoutes(operations),
    listRoundChains(operations),
    ...deliveryRoutes(operations),
    listLoads(operations),
    levelOut(operations),
    listUsage(operations),
    ...noteDocumentRoutes(operations),
    ...accountRoutes(operations),
    ...teamRoutes(operations),
    ...keyRoutes(operations),
  ].map(withCredential),
  example: EXAMPLE,
  security: { bearer: { type: 'http', scheme: 'bearer', description: 'An API key, or a ticket.' } },
  errorOf: troubleProblem,
  errorType: PROBLEM_TYPE,
  credentialOf,
});
