import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonCall, type JsonReply, type JsonRoute } from '../../json/json-dialect.ts';
import { askingParts, doneWith, refusedWith } from '../replies.ts';
import { BODY_ANSWERS, CHANGE_ANSWERS, DONE, TaskIdPath } from '../schemas.ts';
import { taskNamed } from '../task-id.ts';
import { WORDS, type OrkesOperations } from '../words.ts';

type Deleting = Pick<OrkesOperations, 'dropTasks' | 'loginOf'>;

export const deleteRoute = (operations: Deleting): JsonRoute => ({
  method: 'delete',
  path: '/api/human/tasks/delete/:taskId',
  operation: 'deleteTask',
  described: {
    summary: 'Give a task up; its history stays',
    path: TaskIdPath,
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...DONE },
  },
  answer: (call) => drop(operations, call, 'deleteTask', [call.params.taskId ?? '']),
});

const MOST_IDS = 1000;

const Ids = z.array(z.string()).min(1, 'must name a task').max(MOST_IDS, `must have ${MOST_IDS} ids at the most`);

export const deleteAllRoute = (operations: Deleting): JsonRoute => ({
  method: 'delete',
  path: '/api/human/tasks/delete',
  operation: 'deleteTasks',
  described: {
    summary: 'Give several tasks up, or none of them',
    body: { schema: Ids },
    isChange: true,
    answers: { ...CHANGE_ANSWERS, ...BODY_ANSWERS, ...DONE },
  },
  async answer(call) {
    const read = readBody(call.message, Ids);
    return isTrouble(read) ? read : drop(operations, call, 'deleteTasks', read.value);
  },
});

async function drop(
  operations: Deleting,
  call: JsonCall,
  operation: string,
  ids: readonly string[],
): Promise<JsonReply> {
  const distinct = [...new Set(ids)];
  const partOf = askingParts(call, operation);
  const outcome = await operations.dropTasks(distinct.map((id, part) => ({ ...partOf(part), task: taskNamed(id) })));
  const asked = partOf(0);
  if (!isRefused(outcome)) return doneWith(operations, asked);
  const { unknown = [] } = outcome;
  const words = WORDS[outcome.refused];
  const named = unknown.map((at) => JSON.stringify(distinct[at])).join(', ');
  return refusedWith(
    operations,
    call,
    asked,
    outcome,
    unknown.length > 0 && ids.length > 1 ? { ...words, message: `There are no such tasks: ${named}` } : words,
  );
}
