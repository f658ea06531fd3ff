import { isRefused } from '../../../core/refusal.ts';
import { element } from '../answer/document.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

export const WORDS: OwnWords<'reassignTask'> = { 'task-not-found': { code: 4041 } };

/** Hands an open task to another user with a new due date and instructions (docs/legacy/operations.md#reassigntask). */
export const reassignTask: Handler<'ReassignTask'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.reassignTask({
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    taskId: parameters.taskId,
    reassignTo: parameters.reassignTo ?? '',
    newDueAt: parameters.newDueDate,
    newInstructions: parameters.newInstructions,
    sendTaskNotice: parameters.sendTaskNotice,
    idempotencyKey: call.idempotencyKey,
    ifMatch: call.ifMatch,
  });
  if (isRefused(outcome)) return outcomes.refused('response', outcome, WORDS);
  return outcomes.done('response', [
    element('Value', [
      element('TaskId', String(outcome.taskId)),
      element('AssigneeId', String(outcome.assigneeId)),
      element('AssigneeFullName', outcome.assigneeFullName),
      element('RedirectedfromUserId', String(outcome.redirectedFrom?.id ?? 0)),
      element('RedirectedfromUserFullName', outcome.redirectedFrom?.fullName ?? ''),
    ]),
  ]);
};
