import { WORK_SORTS, type WorkOrder } from '../../../core/desk/work-order.ts';
import type { Completion, TaskFilter } from '../../../core/lists/get-tasks.ts';
import { readNumber } from './numbers.ts';

/** What the address of a list of work says, but for the page of it. */
export interface WorkAddress extends WorkOrder {
  readonly state: WorkState;
  /** A login, or the number of an account; '' for everybody. */
  readonly who: string;
  readonly team: number | null;
  readonly workflow: number | null;
  readonly priority: number | null;
  readonly due: DueWindow | null;
  readonly text: string;
}

export const WORK_STATES = ['open', 'overdue', 'due', 'notStarted', 'completed', 'reassigned', 'dropped'] as const;
export type WorkState = (typeof WORK_STATES)[number];

export const DUE_WINDOWS = ['today', 'week', 'next-week', 'later', 'no-date'] as const;
export type DueWindow = (typeof DUE_WINDOWS)[number];

const COMPLETIONS: Readonly<Record<WorkState, Completion>> = {
  open: 'Open',
  overdue: 'OverDue',
  due: 'Due',
  notStarted: 'NotStarted',
  completed: 'Completed',
  reassigned: 'Reassigned',
  dropped: 'Dropped',
};

const oneOf = <Word extends string>(words: readonly Word[], text: string | null): Word | undefined =>
  words.find((word) => word === text);

const MOST_OF_TEXT = 100;

/** No priority is above this: the database holds none. */
const LARGEST_PRIORITY = 32_767;

function priorityIn(query: URLSearchParams): number | null {
  const priority = readNumber(query.get('priority') ?? '');
  return priority !== null && priority <= LARGEST_PRIORITY ? priority : null;
}

/** Reads an address; what makes no sense is left out. */
export const readWorkAddress = (query: URLSearchParams): WorkAddress => ({
  state: oneOf(WORK_STATES, query.get('state')) ?? 'open',
  who: (query.get('who') ?? '').trim().slice(0, MOST_OF_TEXT),
  team: readNumber(query.get('team') ?? ''),
  workflow: readNumber(query.get('workflow') ?? ''),
  priority: priorityIn(query),
  due: oneOf(DUE_WINDOWS, query.get('due')) ?? null,
  text: (query.get('q') ?? '').trim().slice(0, MOST_OF_TEXT),
  sort: oneOf(WORK_SORTS, query.get('sort')) ?? 'due',
  isDescending: query.get('order') === 'down',
});

/** Writes an address; what is as it is anyway is left out. */
export function workQuery(address: WorkAddress): URLSearchParams {
  const query = new URLSearchParams();
  const { state, who, team, workflow, priority, due, text, sort, isDescending } = address;
  if (state !== 'open') query.set('state', state);
  if (who !== '') query.set('who', who);
  for (const [name, value] of Object.entries({ team, workflow, priority })) {
    if (value !== null) query.set(name, String(value));
  }
  if (due !== null) query.set('due', due);
  if (text !== '') query.set('q', text);
  if (sort !== 'due') query.set('sort', sort);
  if (isDescending) query.set('order', 'down');
  return query;
}

export function workPath(address: WorkAddress, changed: Partial<WorkAddress> = {}): string {
  const query = workQuery({ ...address, ...changed }).toString();
  return `/desk/work${query === '' ? '' : `?${query}`}`;
}

/** The filter of an address. @param assigneeId whom `who` names; undefined for everybody */
export const filterOf = (
  { state, team, workflow, priority, due, text }: WorkAddress,
  assigneeId: number | undefined,
  now: Date,
): TaskFilter => ({
  completion: COMPLETIONS[state],
  ...(assigneeId !== undefined && { assigneeId }),
  ...(team !== null && { teamId: team }),
  ...(workflow !== null && { workflowId: workflow }),
  ...(priority !== null && { priority }),
  ...(text !== '' && { text }),
  ...(due !== null && windowOf(due, now)),
});

/** Days and weeks by the calendar where the server stands; a week begins on Monday. */
function windowOf(due: DueWindow, now: Date): Pick<TaskFilter, 'dueFrom' | 'dueBefore' | 'isUndated'> {
  const midnight = (days: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const monday = 8 - (now.getDay() || 7);
  if (due === 'today') return { dueFrom: midnight(0), dueBefore: midnight(1) };
  if (due === 'week') return { dueFrom: midnight(monday - 7), dueBefore: midnight(monday) };
  if (due === 'next-week') return { dueFrom: midnight(monday), dueBefore: midnight(monday + 7) };
  return due === 'later' ? { dueFrom: midnight(monday) } : { isUndated: true };
}
