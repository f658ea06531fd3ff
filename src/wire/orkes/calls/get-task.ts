import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { readFlag } from '../flags.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { NOT_FOUND, READ_ANSWERS, TASK, TaskIdPath, withTemplate } from '../schemas.ts';
import { entryOf } from '../task.ts';
import { taskNamed } from '../task-id.ts';
import { WORDS, type OrkesOperations } from '../words.ts';

const OPERATION = 'getTask';

/** The one call that says 404 of an unknown task. */
export const getTaskRoute = (operations: Pick<OrkesOperations, 'readLoggedTask' | 'loginOf'>): JsonRoute => ({
  method: 'get',
  path: '/api/human/tasks/:taskId',
  operation: OPERATION,
  described: {
    summary: 'Show a task with its log',
    path: TaskIdPath,
    query: z.object({ withTemplate }),
    answers: { ...READ_ANSWERS, ...NOT_FOUND, ...TASK },
  },
  async answer(call) {
    const template = readFlag(call.query, 'withTemplate');
    if (isTrouble(template)) return template;
    const asked = asking(call, OPERATION);
    const read = await operations.readLoggedTask({ ...asked, task: taskNamed(call.params.taskId ?? '') });
    if (!isRefused(read)) return doneWith(operations, asked, entryOf(read.task, read.log));
    const words = read.refused === 'task-not-found' ? { ...WORDS[read.refused], status: 404 } : undefined;
    return refusedWith(operations, call, asked, read, words);
  },
});
