import type { Caller } from '../access/caller.ts';
import { decideStanding } from '../access/rights.ts';
import type { ListOrder } from '../list-page.ts';
import { seesEverything } from '../lists/get-tasks.ts';
import { isRefused, type Refused } from '../refusal.ts';
import { endOfWeek } from '../week.ts';

/** An absence, with whoever is on the other side of it. */
export interface LoadAbsence {
  readonly startsAt: Date;
  /** Null where it has no end. */
  readonly endsAt: Date | null;
  readonly person: { readonly id: number; readonly login: string; readonly fullName: string };
}

/** What one person has to do of what the caller sees, and has done; and whether the person is there. */
export interface PersonLoad {
  readonly id: number;
  readonly login: string;
  readonly fullName: string;
  readonly enabled: boolean;
  /** All open tasks, each of which is in one of the four that follow. */
  readonly open: number;
  readonly overdue: number;
  /** Until the end of the week, where the server stands. */
  readonly dueThisWeek: number;
  readonly later: number;
  readonly noDate: number;
  /** Tasks that the person has completed in the last 30 days. */
  readonly done: number;
  /** The present absence, or the next one; null for neither. */
  readonly absence: LoadAbsence | null;
  /** Whose tasks come to the person now. */
  readonly coversFor: readonly LoadAbsence[];
}

export const DONE_DAYS = 30;

/** By late tasks, open tasks, the name in lower case and the number: who is late with most first. */
export const LOADS_ORDER: ListOrder = [
  { kind: 'int', isDescending: true },
  { kind: 'int', isDescending: true },
  { kind: 'text' },
  { kind: 'int' },
];

export interface LoadsPlan {
  readonly callerId: number;
  /** Only of tasks that this user is assignee, assigner or supervisor of; null for every task. */
  readonly visibleTo: number | null;
  readonly weekEndsAt: Date;
}

/** Of which tasks does this caller see the load? Of those that lists show (docs/legacy/operations.md#which-tasks-a-caller-sees). */
export function decideLoads(caller: Caller, now: Date): LoadsPlan | Refused<'access-denied'> {
  const reader = decideStanding(caller, 'read');
  if (isRefused(reader)) return reader;
  return { callerId: reader.id, visibleTo: seesEverything(reader) ? null : reader.id, weekEndsAt: endOfWeek(now) };
}
