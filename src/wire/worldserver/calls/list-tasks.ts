import { z } from 'zod';
import type { TaskCondition } from '../../../core/lists/shared-task-list.ts';
import type { JsonCall, JsonRoute } from '../../json/json-dialect.ts';
import { badRequest, isError, type WorldServerError } from '../errors.ts';
import { answerTasks } from '../listed-tasks.ts';
import type { Needs } from '../needs.ts';
import { idOf } from '../numbers.ts';
import { filterOf, readList } from '../page.ts';
import { listOf, PAGE, READING_ANSWERS, badQuery } from '../described.ts';
import { Task } from '../schemas.ts';
import { unreadable } from '../session.ts';

const OPERATION = 'listTasks';

/** A project is a workflow here. */
function readFilters(call: JsonCall): readonly TaskCondition[] | WorldServerError {
  const ids = filterOf(call, 'ids');
  const projectId = filterOf(call, 'projectId');
  const oneOf = (ids ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
    .map(idOf);
  if (!oneOf.every((id) => id !== null)) return badRequest('Field ids is not valid');
  const project = projectId === null ? null : idOf(projectId);
  if (projectId !== null && project === null) return badRequest('Field projectId is not valid');
  return [
    ...(oneOf.length === 0 ? [] : [{ of: 'id' as const, oneOf }]),
    ...(project === null ? [] : [{ of: 'workflow' as const, is: project }]),
  ];
}

/** Lists tasks in the order of their numbers. */
export const listTasks = (needs: Needs): JsonRoute => ({
  method: 'get',
  path: '/tasks',
  operation: OPERATION,
  described: {
    summary: 'List tasks',
    query: z.object({
      ids: z.string().optional().describe('Numbers with commas between them; also as a header.'),
      projectId: z.string().optional().describe('The number of a workflow; also as a header.'),
      ...PAGE,
    }),
    answers: { ...READING_ANSWERS, 200: { description: 'A page of tasks', schema: listOf(Task) }, 400: badQuery },
  },
  async answer(call) {
    const read = readList(call, readFilters);
    if (isError(read)) return unreadable(needs, call.message, read);
    return answerTasks(call, needs, OPERATION, read.page, { conditions: read.filters, joined: 'and' });
  },
});
