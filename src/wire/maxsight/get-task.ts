import { isRefused } from '../../core/refusal.ts';
import type { JsonRoute } from '../json/json-dialect.ts';
import { refusalReply, SHARED_ANSWERS, taskReply } from './answers.ts';
import { credentialOf } from './api-key.ts';
import type { MaxsightOperations } from './maxsight.ts';
import { taskNamed } from './named.ts';
import { TaskPath } from './schemas.ts';
import { WORDS } from './words.ts';

/** GET /v5/tasks/{task_id} */
export const getTask = (operations: MaxsightOperations): JsonRoute => ({
  method: 'get',
  path: '/v5/tasks/:task_id',
  operation: 'getTask',
  described: { summary: 'Read a task and its version', path: TaskPath, answers: SHARED_ANSWERS },
  async answer({ message, params }) {
    const credential = credentialOf(message);
    const outcome = await operations.readSharedTask({
      credential,
      client: message.client,
      subjectId: null,
      task: taskNamed(params.task_id ?? ''),
    });
    const user = operations.loginOf(credential);
    if (isRefused(outcome)) return refusalReply(outcome.refused, WORDS[outcome.refused], {}, user);
    return taskReply(outcome.task, user);
  },
});
