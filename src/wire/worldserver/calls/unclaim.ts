import { isRefused } from '../../../core/refusal.ts';
import type { RefusalsOf } from '../../../operations/index.ts';
import type { Asked } from '../../json/asked.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { badRequest, type WorldServerError } from '../errors.ts';
import { answerItems, type ItemsCall } from '../items.ts';
import type { Needs, WorldServerOperations } from '../needs.ts';
import { describedItems } from '../described.ts';
import { TaskId } from '../schemas.ts';
import { stepNameOf } from '../task-step.ts';
import { closedWords, commonWords, forbidden, refusing, type Words } from '../words.ts';

const OPERATION = 'unclaim';

type Refusal = RefusalsOf<Pick<WorldServerOperations, 'releaseTask'>>;

export const WORDS = {
  ...commonWords('UNCLAIM'),
  ...closedWords(forbidden('UNCLAIM')),
  'task-not-claimed': refusing('Task is not claimed'),
} satisfies Readonly<Record<Exclude<Refusal, 'nobody-assigned'>, Words>>;

/** The refusal does not say what the step is called. */
async function notAssigned({ operations }: Needs, taskId: number, asked: Asked): Promise<WorldServerError> {
  const found = await operations.readSharedTask({ ...asked, task: { id: taskId } });
  const name = isRefused(found) ? '' : stepNameOf(found.task);
  return badRequest(`Step ${name} (${taskId}) is not assigned`);
}

const spec = (needs: Needs): ItemsCall<object, Refusal> => ({
  operation: OPERATION,
  read: () => ({}),
  run: (asked) => needs.operations.releaseTask({ ...asked, notByOwner: true }),
  errorOf: (refusal, id, asked) => (refusal === 'nobody-assigned' ? notAssigned(needs, id, asked) : WORDS[refusal](id)),
});

/** Gives claimed tasks back to those who are asked. */
export const unclaim = (needs: Needs): JsonRoute => ({
  method: 'post',
  path: '/tasks/unclaim',
  operation: OPERATION,
  described: describedItems('Give claimed tasks back', TaskId),
  answer: (call) => answerItems(call, needs, spec(needs)),
});
