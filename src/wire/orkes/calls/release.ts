import { isRefused } from '../../../core/refusal.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { asking, doneWith, refusedWith } from '../replies.ts';
import { CHANGE_ANSWERS, DONE, TaskIdPath } from '../schemas.ts';
import { taskNamed } from '../task-id.ts';
import type { OrkesOperations } from '../words.ts';

const OPERATION = 'releaseTask';

export const releaseRoute = (operations: Pick<OrkesOperations, 'releaseTask' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/:taskId/release',
  operation: OPERATION,
  described: {
    summary: 'Give a claimed task back',
    path: TaskIdPath,
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...DONE },
  },
  async answer(call) {
    const asked = asking(call, OPERATION);
    const outcome = await operations.releaseTask({ ...asked, task: taskNamed(call.params.taskId ?? '') });
    return isRefused(outcome) ? refusedWith(operations, call, asked, outcome) : doneWith(operations, asked);
  },
});
