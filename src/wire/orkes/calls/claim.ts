import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { readFlag } from '../flags.ts';
import { asking, doneWith, refusedWith, wordsOfClaimed } from '../replies.ts';
import { CHANGE_ANSWERS, TASK, TaskIdPath, withTemplate } from '../schemas.ts';
import { entryOf } from '../task.ts';
import { taskNamed } from '../task-id.ts';
import type { OrkesOperations } from '../words.ts';

const OPERATION = 'claimTask';

export const overrideAssignment = z
  .enum(['true', 'false'])
  .optional()
  .describe('Claim a task that is asked of others; for administrators, owner and supervisors.');

export const claimRoute = (operations: Pick<OrkesOperations, 'claimTask' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/:taskId/claim',
  operation: OPERATION,
  described: {
    summary: 'Claim a task',
    path: TaskIdPath,
    query: z.object({ overrideAssignment, withTemplate }),
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...TASK },
  },
  async answer(call) {
    const overrides = readFlag(call.query, 'overrideAssignment');
    if (isTrouble(overrides)) return overrides;
    const asked = asking(call, OPERATION);
    const outcome = await operations.claimTask({
      ...asked,
      task: taskNamed(call.params.taskId ?? ''),
      opensToAll: true,
      overrides: overrides.value,
    });
    if (isRefused(outcome)) {
      const words = outcome.refused === 'task-claimed' ? wordsOfClaimed(outcome) : undefined;
      return refusedWith(operations, call, asked, outcome, words);
    }
    return doneWith(operations, asked, entryOf(outcome.task));
  },
});
