import { isRefused } from '../../../core/refusal.ts';
import { ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';
import { taskElement } from './task-element.ts';

export const WORDS: OwnWords<'getTask'> = { anonymous: { text: 'Permission error' } };

/** Describes one task in full, and names its version for If-Match (docs/legacy/operations.md#gettask). */
export const getTask: Handler<'GetTask'> = async (parameters, call, { operations, outcomes }) => {
  const outcome = await operations.getTask({
    credential: ticket(call, parameters.authenticationTicket),
    taskId: parameters.taskId,
  });
  if (isRefused(outcome)) return outcomes.refused('root', outcome, WORDS);
  return { ...outcomes.done('root', [taskElement(outcome.task)]), etag: `"${outcome.version}"` };
};
