import type { NewTask } from '../../../core/creation/new-task.ts';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import type { Dispatched } from '../call.ts';
import type { RefusalsOfMethod } from '../asmx-operations.ts';
import { element } from '../answer/document.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { Outcomes } from '../answer/outcome.ts';
import { readTaskCreationModel, type UnreadableModel } from '../parameters/task-model.ts';

/** Creates a task on a document outside any workflow (docs/legacy/operations.md#createtask). */
export const createTask: Handler<'CreateTask'> = async (parameters, call, { operations, outcomes, clock }) => {
  const model = readTaskCreationModel(parameters.xmlParameters ?? '', clock());
  const outcome = await operations.createTask({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    documentPath: parameters.documentPath ?? '',
    model,
    idempotencyKey: call.idempotencyKey,
  });
  return newTaskAnswer(outcomes, outcome, model);
};

/** Answers both operations that open a task; a model that cannot be read is named in the words it was found with. */
export function newTaskAnswer(
  outcomes: Outcomes,
  outcome: NewTask | Refused<RefusalsOfMethod<'createTask' | 'createRelatedTask'>>,
  model: object | UnreadableModel,
): Dispatched {
  if (isRefused(outcome)) {
    return outcomes.refused('response', outcome, 'text' in model ? { 'model-invalid': { text: model.text } } : {});
  }
  return outcomes.done('response', [
    element('Value', [
      element('TaskId', String(outcome.taskId)),
      element('RedirectedUserName', outcome.redirectedTo ?? ''),
    ]),
  ]);
}
