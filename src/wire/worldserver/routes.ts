import type { JsonRoute } from '../json/json-dialect.ts';
import { changeAssignees } from './calls/change-assignees.ts';
import { checkToken } from './calls/check-token.ts';
import { claim } from './calls/claim.ts';
import { complete } from './calls/complete.ts';
import { getTask } from './calls/get-task.ts';
import { listTasks } from './calls/list-tasks.ts';
import { listUsers } from './calls/list-users.ts';
import { listWorkflowRoles } from './calls/list-workflow-roles.ts';
import { login } from './calls/login.ts';
import { searchTasks } from './calls/search-tasks.ts';
import { unclaim } from './calls/unclaim.ts';
import { updateTasks } from './calls/update-tasks.ts';
import type { Needs } from './needs.ts';

const CALLS = [
  login,
  checkToken,
  changeAssignees,
  claim,
  unclaim,
  complete,
  updateTasks,
  listTasks,
  searchTasks,
  getTask,
  listUsers,
  listWorkflowRoles,
];

/** The calls are the same in both versions of the vendor's API. */
const VERSIONS = ['v1', 'v2'];

export const routesOf = (needs: Needs): readonly JsonRoute[] =>
  CALLS.flatMap((call) => {
    const route = call(needs);
    return VERSIONS.map((version) => ({ ...route, path: `/ws-api/${version}${route.path}` }));
  });
