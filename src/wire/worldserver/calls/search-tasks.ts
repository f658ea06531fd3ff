import { z } from 'zod';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { BODY_NOT_VALID, isError, wordedTrouble } from '../errors.ts';
import { answerTasks } from '../listed-tasks.ts';
import type { Needs } from '../needs.ts';
import { readList } from '../page.ts';
import { Search, wantedBy } from '../search-filters.ts';
import { BODY_ANSWERS, listOf, PAGE } from '../described.ts';
import { Task } from '../schemas.ts';
import { credentialOf, refusalOfToken, unreadable } from '../session.ts';

const OPERATION = 'searchTasks';

/** Finds tasks by what is said of them, in the order of their numbers. */
export const searchTasks = (needs: Needs): JsonRoute => ({
  method: 'post',
  path: '/tasks/search',
  operation: OPERATION,
  described: {
    summary: 'Search tasks',
    query: z.object(PAGE),
    body: { schema: Search },
    answers: { ...BODY_ANSWERS, 200: { description: 'A page of tasks', schema: listOf(Task) } },
  },
  async answer(call) {
    const { message } = call;
    const body = readBody(message, Search);
    if (isTrouble(body)) {
      const trouble = wordedTrouble(body, BODY_NOT_VALID);
      return (await refusalOfToken(needs, credentialOf(message))) ?? trouble;
    }
    const read = readList(call, () => wantedBy(body.value));
    if (isError(read)) return unreadable(needs, message, read);
    return answerTasks(call, needs, OPERATION, read.page, read.filters);
  },
});
