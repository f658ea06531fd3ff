import { isRefused } from '../../../core/refusal.ts';
import { ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';
import { taskElement } from './task-element.ts';

const WORDS: OwnWords<'getTask'> = { anonymous: { text: 'Permission error' } };

/** Describes one task in full (docs/legacy/operations.md#gettask). */
export const getTask: Handler<'GetTask'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.getTask({
    credential: ticket(call, parameters.authenticationTicket),
    taskId: parameters.taskId,
  });
  return isRefused(outcome)
    ? outcomes.refused('root', outcome, WORDS)
    : outcomes.done('root', [taskElement(outcome.task)]);
};
