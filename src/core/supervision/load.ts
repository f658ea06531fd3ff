import { isAsked, type Sharing } from '../shares/share.ts';

/** The open tasks that one person has. */
export interface Load {
  readonly open: number;
  readonly overdue: number;
  /** Due within the next seven days. */
  readonly dueThisWeek: number;
}

/** A task that moves: the accounts that have it to do before and after, and its due date; null for none. */
export interface MovedTask {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly oldDueAt: Date | null;
  readonly newDueAt: Date | null;
}

export const NO_LOAD: Load = { open: 0, overdue: 0, dueThisWeek: 0 };

export const WEEK_DAYS = 7;
const WEEK_MS = WEEK_DAYS * 24 * 3_600_000;

/** What somebody will have to do once these tasks have moved. */
export function loadAfter(before: Load, personId: number, moved: readonly MovedTask[], now: Date): Load {
  const come = moved.filter(({ after }) => after.includes(personId)).map(({ newDueAt }) => newDueAt);
  const gone = moved.filter(({ before: had }) => had.includes(personId)).map(({ oldDueAt }) => oldDueAt);
  const added = loadOf(come, now);
  const taken = loadOf(gone, now);
  return {
    open: before.open + added.open - taken.open,
    overdue: before.overdue + added.overdue - taken.overdue,
    dueThisWeek: before.dueThisWeek + added.dueThisWeek - taken.dueThisWeek,
  };
}

/** Who has a task to do: the account it is assigned to, and everybody who is asked beside it. */
export const doersOf = (assigneeId: number | null, sharing: Sharing | null | undefined): readonly number[] => [
  ...new Set([
    ...(assigneeId === null ? [] : [assigneeId]),
    ...(sharing?.shares ?? []).flatMap((share) =>
      isAsked(share) && share.party.kind === 'user' ? [share.party.id] : [],
    ),
  ]),
];

function loadOf(dueDates: readonly (Date | null)[], now: Date): Load {
  const inMs = dueDates.flatMap((dueAt) => (dueAt ? [dueAt.getTime() - now.getTime()] : []));
  return {
    open: dueDates.length,
    overdue: inMs.filter((ms) => ms < 0).length,
    dueThisWeek: inMs.filter((ms) => ms >= 0 && ms < WEEK_MS).length,
  };
}
