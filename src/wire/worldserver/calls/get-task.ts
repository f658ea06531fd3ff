import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { RefusalsOf } from '../../../operations/index.ts';
import { askedOf } from '../../json/asked.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { readChosenFields } from '../chosen-fields.ts';
import { badRequest, refusedWith } from '../errors.ts';
import { NAME, type Needs, type WorldServerOperations } from '../needs.ts';
import { idOf } from '../numbers.ts';
import { BOTH_FIELDS } from '../page.ts';
import { badQuery, FIELDS, noSuchTask, READING_ANSWERS } from '../described.ts';
import { Task } from '../schemas.ts';
import { credentialOf, unreadable } from '../session.ts';
import { taskObject } from '../task-object.ts';
import { commonWords, type Words } from '../words.ts';

const OPERATION = 'getTask';

export const WORDS = commonWords('VIEW') satisfies Readonly<
  Record<RefusalsOf<Pick<WorldServerOperations, 'readSharedTask'>>, Words>
>;

/** Shows one task, to every account. */
export const getTask = (needs: Needs): JsonRoute => ({
  method: 'get',
  path: '/tasks/:taskId',
  operation: OPERATION,
  described: {
    summary: 'Show a task',
    path: z.object({ taskId: z.string().describe("The task's number.") }),
    query: z.object(FIELDS),
    answers: {
      ...READING_ANSWERS,
      200: { description: 'The task', schema: Task },
      400: badQuery,
      404: noSuchTask,
    },
  },
  async answer(call) {
    const id = idOf(call.params.taskId);
    if (id === null) return unreadable(needs, call.message, badRequest('Task Id is not valid'));
    const fields = readChosenFields(call.query);
    if (!fields) return unreadable(needs, call.message, badRequest(BOTH_FIELDS));
    const credential = credentialOf(call.message);
    const { operations } = needs;
    const found = await operations.readSharedTask({
      ...askedOf(call, { api: NAME, operation: OPERATION, credential }),
      task: { id },
    });
    const user = operations.loginOf(credential);
    if (isRefused(found)) return refusedWith(WORDS[found.refused](id), found.refused, user);
    return { status: 200, body: fields(taskObject(found.task)), outcome: 'done', user };
  },
});
