import { z } from 'zod';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { complete, Output, updateOutput } from '../output.ts';
import { BODY_ANSWERS, CHANGE_ANSWERS, DONE, TaskIdPath } from '../schemas.ts';
import { taskNamed } from '../task-id.ts';
import type { OrkesOperations } from '../words.ts';

const OPERATION = 'updateTaskOutput';

export const updateRoute = (operations: Pick<OrkesOperations, 'updateOutput' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/:taskId/update',
  operation: OPERATION,
  described: {
    summary: 'Keep an output with a task, or complete it',
    path: TaskIdPath,
    query: z.object({ complete }),
    body: { schema: Output },
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...BODY_ANSWERS, ...DONE },
  },
  answer: (call) =>
    updateOutput(operations, call, {
      task: taskNamed(call.params.taskId ?? ''),
      operation: OPERATION,
      unknownStatus: 400,
    }),
});
