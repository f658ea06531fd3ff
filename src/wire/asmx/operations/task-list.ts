import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Task } from '../../../core/tasks/get-task.ts';
import type { Refused } from '../../../core/refusal.ts';
import type { Tasks } from '../../../operations/task-lists.ts';
import type { Dispatched } from '../call.ts';
import type { UnreadableSelection } from '../parameters/criteria.ts';
import { element, type XmlElement } from '../answer/document.ts';
import type { RefusalsOfMethod } from '../asmx-operations.ts';
import type { Outcomes, OwnWords } from '../answer/outcome.ts';

/**
 * What three operations on lists tell a caller without a valid ticket; one text lacks a space that it has elsewhere
 * (docs/legacy/operations.md#a-space-after-901).
 */
export const LIST_WORDS: OwnWords<'getUsersTaskPerformance'> = {
  'ticket-invalid': { text: '[901]Session expired or Invalid ticket' },
  anonymous: { text: '[2730]Insufficient rights. Anonymous users cannot perform this action' },
};

interface Rendering {
  /** The element around the tasks. */
  readonly list: string;
  readonly each: (task: Task) => XmlElement;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Writes tasks at once where they are at hand, and as they come where they are too many. */
export const taskList = (outcomes: Outcomes, tasks: Tasks, { list, each, attributes }: Rendering): Dispatched =>
  Symbol.asyncIterator in tasks
    ? outcomes.streamed('response', list, eachOf(tasks, each), attributes)
    : outcomes.done('response', [element(list, tasks.map(each))], attributes);

/** Tasks written before others have their turn: some three milliseconds of one thread. */
const ROWS_AT_ONCE = 10;

async function* eachOf(
  batches: AsyncIterable<readonly Task[]>,
  each: (task: Task) => XmlElement,
): AsyncIterable<readonly XmlElement[]> {
  for await (const batch of batches) {
    for (let start = 0; start < batch.length; start += ROWS_AT_ONCE) {
      yield batch.slice(start, start + ROWS_AT_ONCE).map(each);
      await othersTurn();
    }
  }
}

/** Turns down a getTasks or GetTasks1; what cannot be read is named in the words it was found with. */
export const listRefused = (
  outcomes: Outcomes,
  refusal: Refused<RefusalsOfMethod<'getTasks'>>,
  selection: object | UnreadableSelection,
): Dispatched =>
  outcomes.refused('response', refusal, {
    ...LIST_WORDS,
    ...('text' in selection ? { 'criteria-invalid': { text: selection.text } } : {}),
  });
