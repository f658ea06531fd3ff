import { PRIORITIES, type RIGHT_TYPES } from '../../../core/vocabulary.ts';

/** Numbers of priorities by the names that clients send (docs/legacy/operations.md#priority). */
export const PRIORITY_NUMBERS: ReadonlyMap<string, number> = new Map(Object.entries(PRIORITIES));

const PRIORITY_NAMES = new Map([...PRIORITY_NUMBERS].map(([name, number]) => [number, name]));

/** The name of a priority as answers print it; empty for a number that has none. */
export const priorityName = (number: number): string => PRIORITY_NAMES.get(number) ?? '';

/** The label of `READ` is on record, the others are plain English for the names (docs/legacy/operations.md#right-types). */
export const RIGHT_LABELS: Readonly<Record<(typeof RIGHT_TYPES)[number], string>> = {
  NOACCESS: 'No Access',
  LIST: 'List',
  READ: 'Read Only',
  ADD: 'Add',
  ADDREAD: 'Add and Read',
  CHANGE: 'Change',
  FULLCONTROL: 'Full Control',
};
