import { z } from 'zod';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { complete, Output, updateOutput } from '../output.ts';
import { BODY_ANSWERS, CHANGE_ANSWERS, DONE, NOT_FOUND } from '../schemas.ts';
import { readNumber } from '../task-id.ts';
import { isStorable, unstorable } from '../texts.ts';
import type { OrkesOperations } from '../words.ts';

const OPERATION = 'updateTaskOutputByRef';

/** Names the open task of a step; of several the one with the lowest number. */
export const updateByRefRoute = (operations: Pick<OrkesOperations, 'updateOutput' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/update/taskRef',
  operation: OPERATION,
  described: {
    summary: 'Keep an output with the open task of a step, or complete it',
    query: z.object({
      workflowId: z.string().describe('The number of the workflow.'),
      taskRefName: z.string().describe('The step, else the name of the task.'),
      complete,
      iteration: z.string().optional().describe('Ignored: there are no loops.'),
    }),
    body: { schema: Output },
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...BODY_ANSWERS, ...NOT_FOUND, ...DONE },
  },
  answer(call) {
    const [workflowId, step] = [call.query.get('workflowId'), call.query.get('taskRefName')];
    const missing = workflowId ? 'taskRefName' : 'workflowId';
    if (!workflowId || !step) {
      return Promise.resolve({ trouble: 'body-unreadable', field: missing, message: 'is required' });
    }
    if (!isStorable(step)) return Promise.resolve(unstorable('taskRefName'));
    return updateOutput(operations, call, {
      task: { workflowId: readNumber(workflowId) ?? 0, step },
      operation: OPERATION,
      unknownStatus: 404,
    });
  },
});
