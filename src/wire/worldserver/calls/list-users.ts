import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { TeamView } from '../../../core/shares/task-view.ts';
import type { ListedAccount } from '../../../operations/directory.ts';
import { askedOf } from '../../json/asked.ts';
import type { JsonCall, JsonRoute } from '../../json/json-dialect.ts';
import { DIRECTORY_WORDS } from '../directory.ts';
import { badRequest, isError, refusedWith, type WorldServerError } from '../errors.ts';
import { NAME, type Needs } from '../needs.ts';
import { idOf } from '../numbers.ts';
import { filterOf, pageReply, readList } from '../page.ts';
import { badQuery, listOf, PAGE, READING_ANSWERS } from '../described.ts';
import { User } from '../schemas.ts';
import { roleObject } from '../role-object.ts';
import { credentialOf, unreadable } from '../session.ts';

const OPERATION = 'listUsers';

/** The vendor's client offers only users who are in a workgroup. */
const EVERYBODY = { id: 0, name: 'Everybody', displayName: 'Everybody', disabled: false };

const workgroupObject = ({ id, name }: TeamView) => ({ id, name, displayName: name, disabled: false });

const userObject = ({ id, login, firstName, lastName, fullName, enabled, teams }: ListedAccount) => ({
  id,
  username: login,
  firstName,
  lastName,
  displayName: fullName || login,
  disabled: !enabled,
  groups: [],
  workgroups: teams.length === 0 ? [EVERYBODY] : teams.map(workgroupObject),
  wsLocales: [],
  clients: [],
  workflowRoles: teams.map(roleObject),
});

function readFilters(call: JsonCall): { readonly teamId: number | null } | WorldServerError {
  const workgroup = filterOf(call, 'workgroup');
  const teamId = workgroup === null ? null : idOf(workgroup);
  return workgroup !== null && teamId === null ? badRequest('Field workgroup is not valid') : { teamId };
}

/** Lists whom tasks can be assigned to, and disabled accounts. */
export const listUsers = (needs: Needs): JsonRoute => ({
  method: 'get',
  path: '/users',
  operation: OPERATION,
  described: {
    summary: 'List users',
    query: z.object({
      workgroup: z.string().optional().describe('The number of a team, 0 for users in none; also as a header.'),
      localeId: z.string().optional().describe('Passed over: there are no locales.'),
      ...PAGE,
    }),
    answers: { ...READING_ANSWERS, 200: { description: 'A page of users', schema: listOf(User) }, 400: badQuery },
  },
  async answer(call) {
    const read = readList(call, readFilters);
    if (isError(read)) return unreadable(needs, call.message, read);
    const { page, filters } = read;
    const credential = credentialOf(call.message);
    const { operations } = needs;
    const asked = askedOf(call, { api: NAME, operation: OPERATION, credential });
    const found = await operations.listAccounts({ ...asked, ...filters, offset: page.offset, limit: page.limit });
    const user = operations.loginOf(credential);
    if (isRefused(found)) return refusedWith(DIRECTORY_WORDS[found.refused], found.refused, user);
    return pageReply(found.total, found.entries.map(userObject), page, user);
  },
});
