import type { NamedTask } from '../../../core/supervision/move.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { readNumber } from './numbers.ts';

/** A task in the version that somebody has seen. */
export type SeenTask = NamedTask & { readonly version: number };

/** An input that a person does not see. */
export const hiddenField = (name: string, value: string | number): Markup =>
  markup`<input type="hidden" name="${name}" value="${String(value)}">`;

/** Carries tasks from one page to the next, each with its version where one is known. */
export const taskFields = (tasks: readonly NamedTask[]): readonly Markup[] =>
  tasks.map(({ id, version }) => hiddenField('task', version === undefined ? id : `${id}:${version}`));

/** Reads what `taskFields` and the boxes of lists say; what is none is passed over. */
export const readNamedTasks = (given: URLSearchParams): readonly NamedTask[] =>
  given.getAll('task').flatMap((each): NamedTask[] => {
    const [task = '', seen, ...more] = each.split(':');
    const [id, version] = [readNumber(task), seen === undefined ? undefined : readNumber(seen)];
    return id === null || version === null || more.length > 0
      ? []
      : [{ id, ...(version !== undefined && { version }) }];
  });

export const readSeenTasks = (given: URLSearchParams): readonly SeenTask[] =>
  readNamedTasks(given).flatMap(({ id, version }) => (version === undefined ? [] : [{ id, version }]));
