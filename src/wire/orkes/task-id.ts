import { LARGEST_INT } from '../../core/largest-int.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A number of ours; null where the text is none. */
export function readNumber(text: string): number | null {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= LARGEST_INT ? number : null;
}

/** A task is named by its uuid, or by its number; null for what can be neither. */
function readTaskId(text: string): TaskName | null {
  if (UUID.test(text)) return { uuid: text.toLowerCase() };
  const id = readNumber(text);
  return id === null ? null : { id };
}

/** Names no task, where the text of a client does not either. */
export const taskNamed = (text: string): TaskName => readTaskId(text) ?? { id: 0 };
