/** The open tasks that one person has. */
export interface Load {
  readonly open: number;
  readonly overdue: number;
  /** Due within the next seven days. */
  readonly dueThisWeek: number;
}

/** A task that goes from one account to another, with its due date before and after; null for none of them. */
export interface MovedTask {
  readonly fromId: number | null;
  readonly toId: number;
  readonly oldDueAt: Date | null;
  readonly newDueAt: Date | null;
}

export const NO_LOAD: Load = { open: 0, overdue: 0, dueThisWeek: 0 };

export const WEEK_DAYS = 7;
const WEEK_MS = WEEK_DAYS * 24 * 3_600_000;

/** What somebody will have to do once these tasks have moved. */
export function loadAfter(before: Load, personId: number, moved: readonly MovedTask[], now: Date): Load {
  const come = moved.filter(({ toId }) => toId === personId).map(({ newDueAt }) => newDueAt);
  const gone = moved.filter(({ fromId }) => fromId === personId).map(({ oldDueAt }) => oldDueAt);
  const added = loadOf(come, now);
  const taken = loadOf(gone, now);
  return {
    open: before.open + added.open - taken.open,
    overdue: before.overdue + added.overdue - taken.overdue,
    dueThisWeek: before.dueThisWeek + added.dueThisWeek - taken.dueThisWeek,
  };
}

function loadOf(dueDates: readonly (Date | null)[], now: Date): Load {
  const inMs = dueDates.flatMap((dueAt) => (dueAt ? [dueAt.getTime() - now.getTime()] : []));
  return {
    open: dueDates.length,
    overdue: inMs.filter((ms) => ms < 0).length,
    dueThisWeek: inMs.filter((ms) => ms >= 0 && ms < WEEK_MS).length,
  };
}
