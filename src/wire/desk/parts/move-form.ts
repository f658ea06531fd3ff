import type { TaskFilter } from '../../../core/lists/get-tasks.ts';
import type { Move, NamedTask } from '../../../core/supervision/move.ts';
import { momentOfField } from '../frame/format.ts';
import { readNamedTasks } from './named-tasks.ts';
import { personNumber } from './numbers.ts';
import { atPlace } from './pager.ts';
import { filterOf, readWorkAddress, workPath } from './work-address.ts';

/** What the form of a reassignment says, as it was typed. */
export interface MoveFields {
  readonly to: string;
  readonly due: 'keep' | 'set' | 'shift';
  readonly dueAt: string;
  readonly shiftDays: string;
  readonly instructions: 'keep' | 'replace' | 'clear';
  readonly text: string;
  readonly reason: string;
  readonly mail: boolean;
  /** Whose place is taken, where a page about this person led here; 0 for nobody's. */
  readonly inPlaceOf: number;
  /** Whether that person is absent, and the tasks are remembered. */
  readonly forAbsence: boolean;
}

/** Which tasks it is about: those that were ticked, or all of a list. */
export interface Chosen {
  readonly tasks: readonly NamedTask[];
  /** Where the list is; the tasks are all that it has when `isAll`. */
  readonly back: string;
  readonly isAll: boolean;
}

export type MoveField = 'to' | 'dueAt' | 'shiftDays' | 'text' | 'reason';

export type FieldFault = 'missing' | 'no-moment' | 'past' | 'no-days' | 'too-long' | 'no-text';

const MOST_OF_TEXT = 10_000;
const MOST_OF_REASON = 1000;
const MOST_DAYS = 3650;

const oneOf = <Word extends string>(words: readonly Word[], text: string | null, otherwise: Word): Word =>
  words.find((word) => word === text) ?? otherwise;

/** Reads the fields of a form, or of an address that fills some in. */
export const readMoveFields = (given: URLSearchParams, isSent: boolean): MoveFields => ({
  to: (given.get('to') ?? '').trim(),
  due: oneOf(['keep', 'set', 'shift'], given.get('due'), 'keep'),
  dueAt: given.get('dueAt') ?? '',
  shiftDays: (given.get('shiftDays') ?? '').trim(),
  instructions: oneOf(['keep', 'replace', 'clear'], given.get('instructions'), 'keep'),
  text: (given.get('text') ?? '').replaceAll('\r\n', '\n'),
  reason: (given.get('reason') ?? '').trim(),
  mail: isSent ? given.get('mail') === 'yes' : true,
  inPlaceOf: personNumber(given.get('inPlaceOf') ?? undefined),
  forAbsence: given.get('forAbsence') === '1',
});

/** Every field by the name of its input, to be sent on. */
export const fieldPairs = (fields: MoveFields): readonly (readonly [string, string])[] => [
  ['to', fields.to],
  ['due', fields.due],
  ['dueAt', fields.dueAt],
  ['shiftDays', fields.shiftDays],
  ['instructions', fields.instructions],
  ['text', fields.text],
  ['reason', fields.reason],
  ...(fields.mail ? ([['mail', 'yes']] as const) : []),
  ...placePairs(fields),
];

/** What no input of the form shows. */
export const placePairs = ({ inPlaceOf, forAbsence }: MoveFields): readonly (readonly [string, string])[] =>
  inPlaceOf === 0 ? [] : [['inPlaceOf', String(inPlaceOf)], ...(forAbsence ? ([['forAbsence', '1']] as const) : [])];

/** Reads which tasks are meant. */
export function readChosen(given: URLSearchParams): Chosen {
  const back = readBack(given) ?? '/desk';
  return {
    tasks: readNamedTasks(given),
    back,
    isAll: given.get('all') === '1' && back.startsWith('/desk/work'),
  };
}

/** The list that somebody came from; null where none is said. */
export function readBack(given: URLSearchParams): string | null {
  const back = given.get('back') ?? '';
  return /^\/desk(?:\/work|\/round)?(?:\?|$)/.test(back) ? back : null;
}

/** The page of a result, from which the way leads back to the list. */
export const resultPath = (key: string, back: string | null): string =>
  `/desk/results/${key}${back === null ? '' : `?${new URLSearchParams({ back }).toString()}`}`;

/** The login in the address of a list, whose account has to be found; '' for none. */
export const whoOf = ({ back }: Chosen): string => readWorkAddress(queryOf(back)).who;

/** The filter of the list that was chosen as a whole. */
export const filterOfAll = ({ back }: Chosen, assigneeId: number | undefined, now: Date): TaskFilter =>
  filterOf(readWorkAddress(queryOf(back)), assigneeId, now);

const queryOf = (path: string): URLSearchParams => new URLSearchParams(path.split('?')[1] ?? '');

/** The address of the list, at the page that somebody came from. */
export const listOf = ({ back }: Pick<Chosen, 'back'>): string => {
  if (!back.startsWith('/desk/work')) return back;
  const asked = queryOf(back);
  return atPlace(workPath(readWorkAddress(asked)), asked);
};

/** What the fields ask for, or what is wrong with them. */
export function moveOfFields(
  fields: MoveFields,
  now: Date,
): Move | { readonly faults: ReadonlyMap<MoveField, FieldFault> } {
  const faults = new Map<MoveField, FieldFault>();
  if (fields.to === '') faults.set('to', 'missing');
  const at = momentOfField(fields.dueAt);
  if (fields.due === 'set' && at === null) faults.set('dueAt', 'no-moment');
  if (fields.due === 'set' && at !== null && at <= now) faults.set('dueAt', 'past');
  const days = /^[+-]?\d{1,4}$/.test(fields.shiftDays) ? Number(fields.shiftDays) : NaN;
  if (fields.due === 'shift' && !(Math.abs(days) <= MOST_DAYS)) faults.set('shiftDays', 'no-days');
  if (fields.instructions === 'replace' && fields.text.trim() === '') faults.set('text', 'no-text');
  if (fields.text.length > MOST_OF_TEXT) faults.set('text', 'too-long');
  if (fields.reason.length > MOST_OF_REASON) faults.set('reason', 'too-long');
  if (faults.size > 0) return { faults };
  return {
    to: { kind: 'login', login: fields.to },
    due: dueOf(fields, at, days),
    instructions: { keep: null, clear: '', replace: fields.text }[fields.instructions],
    reason: fields.reason === '' ? null : fields.reason,
    sendTaskNotice: fields.mail,
    ...(fields.inPlaceOf > 0 && { inPlaceOf: fields.inPlaceOf, isForAbsence: fields.forAbsence }),
  };
}

function dueOf({ due }: MoveFields, at: Date | null, days: number): Move['due'] {
  if (due === 'set' && at) return { kind: 'set', at };
  return due === 'shift' ? { kind: 'shift', days, ms: 0 } : { kind: 'keep' };
}
