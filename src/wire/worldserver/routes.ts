import type { JsonRoute } from '../json/json-dialect.ts';
import { changeAssignees } from './calls/change-assignees.ts';
import { checkToken } from './calls/check-token.ts';
import { claim } from './calls/claim.ts';
import { complete } from './calls/complete.ts';
import { getTask } from './calls/get-task.ts';
import { login } from './calls/login.ts';
import { unclaim } from './calls/unclaim.ts';
import type { Needs } from './needs.ts';

const CALLS = [login, checkToken, changeAssignees, claim, unclaim, complete, getTask];

/** The calls are the same in both versions of the vendor's API. */
const VERSIONS = ['v1', 'v2'];

export const routesOf = (needs: Needs): readonly JsonRoute[] =>
  CALLS.flatMap((call) => {
    const route = call(needs);
    return VERSIONS.map((version) => ({ ...route, path: `/ws-api/${version}${route.path}` }));
  });
