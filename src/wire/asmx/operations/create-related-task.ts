import { contextOf, ticket, type Handler } from '../handler.ts';
import { readRelatedTaskModel } from '../parameters/task-model.ts';
import { newTaskAnswer } from './create-task.ts';

/** Creates a task beside an active one, on the same document (docs/legacy/operations.md#createrelatedtask). */
export const createRelatedTask: Handler<'CreateRelatedTask'> = async (
  parameters,
  call,
  { operations, outcomes, clock },
) => {
  const model = readRelatedTaskModel(parameters.xmlParameters ?? '', clock());
  const outcome = await operations.createRelatedTask({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    model,
    idempotencyKey: call.idempotencyKey,
  });
  return newTaskAnswer(outcomes, outcome, model);
};
