import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { OrkesError } from '../errors.ts';
import { readFlag } from '../flags.ts';
import { asking, doneWith, refusedWith, wordsOfClaimed } from '../replies.ts';
import { CHANGE_ANSWERS, TASK, TaskIdPath, withTemplate } from '../schemas.ts';
import { entryOf } from '../task.ts';
import { taskNamed } from '../task-id.ts';
import { faultOfName } from '../texts.ts';
import { WORDS, type OrkesOperations } from '../words.ts';
import { overrideAssignment } from './claim.ts';

const OPERATION = 'assignAndClaim';

/** Claims in the name of somebody who may have no account here. */
export const externalUserRoute = (operations: Pick<OrkesOperations, 'claimTask' | 'loginOf'>): JsonRoute => ({
  method: 'post',
  path: '/api/human/tasks/:taskId/externalUser/:userId',
  operation: OPERATION,
  described: {
    summary: 'Claim a task in the name of somebody from outside',
    path: TaskIdPath.extend({ userId: z.string().describe('The name of who is to have the task.') }),
    query: z.object({ overrideAssignment, withTemplate }),
    isChange: true,
    answers: {
      ...CHANGE_ANSWERS,
      404: { description: 'The name in the address is not in UTF-8', schema: OrkesError },
      ...TASK,
    },
  },
  async answer(call) {
    const overrides = readFlag(call.query, 'overrideAssignment');
    if (isTrouble(overrides)) return overrides;
    const name = (call.params.userId ?? '').trim();
    const fault = faultOfName(name);
    if (fault) return { trouble: 'body-unreadable', field: 'userId', message: fault };
    const asked = asking(call, OPERATION);
    const outcome = await operations.claimTask({
      ...asked,
      task: taskNamed(call.params.taskId ?? ''),
      overrides: overrides.value,
      inNameOf: { name, namedAs: { userType: 'EXTERNAL_USER', user: name } },
    });
    if (!isRefused(outcome)) return doneWith(operations, asked, entryOf(outcome.task));
    const words = outcome.refused === 'task-claimed' ? wordsOfClaimed(outcome) : WORDS[outcome.refused];
    const isAboutName = outcome.refused === 'user-disabled' || outcome.refused === 'user-ambiguous';
    return refusedWith(
      operations,
      call,
      asked,
      outcome,
      isAboutName ? { ...words, message: `userId: ${words.message}: ${JSON.stringify(name)}` } : words,
    );
  },
});
