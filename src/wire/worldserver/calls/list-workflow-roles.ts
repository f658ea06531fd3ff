import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { askedOf } from '../../json/asked.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { DIRECTORY_WORDS } from '../directory.ts';
import { isError, refusedWith } from '../errors.ts';
import { NAME, type Needs } from '../needs.ts';
import { pageReply, readList } from '../page.ts';
import { badQuery, listOf, PAGE, READING_ANSWERS } from '../described.ts';
import { WorkflowRole } from '../schemas.ts';
import { credentialOf, unreadable } from '../session.ts';
import { roleObject } from '../role-object.ts';

const OPERATION = 'listWorkflowRoles';

/** Lists the teams that tasks can be assigned to. */
export const listWorkflowRoles = (needs: Needs): JsonRoute => ({
  method: 'get',
  path: '/workflowRoles',
  operation: OPERATION,
  described: {
    summary: 'List workflow roles',
    query: z.object(PAGE),
    answers: {
      ...READING_ANSWERS,
      200: { description: 'A page of workflow roles', schema: listOf(WorkflowRole) },
      400: badQuery,
    },
  },
  async answer(call) {
    const read = readList(call, () => ({}));
    if (isError(read)) return unreadable(needs, call.message, read);
    const { page } = read;
    const credential = credentialOf(call.message);
    const { operations } = needs;
    const asked = askedOf(call, { api: NAME, operation: OPERATION, credential });
    const found = await operations.listTeams({ ...asked, offset: page.offset, limit: page.limit });
    const user = operations.loginOf(credential);
    if (isRefused(found)) return refusedWith(DIRECTORY_WORDS[found.refused], found.refused, user);
    return pageReply(found.total, found.entries.map(roleObject), page, user);
  },
});
