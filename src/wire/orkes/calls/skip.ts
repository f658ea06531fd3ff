import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { CHANGE_ANSWERS, DONE, TaskIdPath } from '../schemas.ts';
import { taskNamed } from '../task-id.ts';
import { isStorable, unstorable } from '../texts.ts';
import type { OrkesOperations } from '../words.ts';

const OPERATION = 'skipTask';

export const skipRoute = (operations: Pick<OrkesOperations, 'skipTier' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/:taskId/skip',
  operation: OPERATION,
  described: {
    summary: 'End the turn of whoever is asked, and ask the next',
    path: TaskIdPath,
    query: z.object({ reason: z.string().optional().describe('Why, for history.') }),
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...DONE },
  },
  async answer(call) {
    const reason = call.query.get('reason');
    if (reason !== null && !isStorable(reason)) return unstorable('reason');
    const asked = asking(call, OPERATION);
    const outcome = await operations.skipTier({ ...asked, task: taskNamed(call.params.taskId ?? ''), reason });
    return isRefused(outcome) ? refusedWith(operations, call, asked, outcome) : doneWith(operations, asked);
  },
});
