import { coverOf, type Absence, type Cover } from './absence.ts';

/** An absence, and when it was last changed; null where that is not on record. */
export interface RecordedAbsence extends Absence {
  readonly changedAt: Date | null;
}

/** What is stored of the absences that concern one person, at one instant of the database. */
export interface StoredCalendar {
  readonly now: Date;
  readonly ownerId: number;
  /** Of the person, and of everybody before and after that person in chains. */
  readonly redirections: readonly RecordedAbsence[];
  /** What came of earlier ones of the person, and of those that named the person, as far as they were in force. */
  readonly past: readonly RecordedAbsence[];
  /** Which of all these accounts are disabled. */
  readonly disabled: ReadonlySet<number>;
}

/** A time in which the person is absent, or gets the tasks of somebody who is. */
export interface CalendarEntry extends Cover {
  readonly kind: 'absence' | 'duty';
  readonly absenteeId: number;
  readonly changedAt: Date | null;
}

/** How far a calendar goes back. */
export const CALENDAR_BACK_DAYS = 90;
const BACK_MS = CALENDAR_BACK_DAYS * 24 * 3_600_000;

/** What lasted no longer was a slip, and what is no further apart is one. */
const SLIP_MS = 60_000;

/** The absences and duties of a person, those that begin first at the start. */
export function calendarOf({ now, ownerId, redirections, past, disabled }: StoredCalendar): readonly CalendarEntry[] {
  const stored = { ofUser: new Map(redirections.map((each) => [each.userId, each])), disabled };
  const changes = new Map(redirections.map(({ userId, changedAt }) => [userId, changedAt]));
  const entries = [...past, ...redirections].flatMap((each): CalendarEntry[] => {
    const { covers, state } = coverOf(each, stored, now);
    return covers.flatMap((cover) => {
      const kind = kindOf(cover, each.userId, ownerId);
      // A chain is as new as the newest part of it; what is over is followed no more.
      const known = state === 'past' ? [] : cover.path.slice(1, -1).map((id) => changes.get(id) ?? null);
      const changedAt = [each.changedAt, ...known].reduce(later);
      return kind === null ? [] : [{ ...cover, kind, absenteeId: each.userId, changedAt }];
    });
  });
  return joined(entries)
    .filter(({ startsAt, endsAt }) => endsAt === null || endsAt.getTime() - startsAt.getTime() >= SLIP_MS)
    .filter(({ endsAt }) => endsAt === null || endsAt.getTime() > now.getTime() - BACK_MS)
    .sort(byStart);
}

/** Null for what is about others alone. Whoever gets tasks and is absent too is no substitute. */
function kindOf({ path, gap }: Cover, absenteeId: number, ownerId: number): CalendarEntry['kind'] | null {
  if (absenteeId === ownerId) return 'absence';
  return gap === null && path.at(-1) === ownerId ? 'duty' : null;
}

/** An absence that was changed while it lasted is one entry, as long as the tasks went the same way. */
function joined(entries: readonly CalendarEntry[]): readonly CalendarEntry[] {
  const whole: CalendarEntry[] = [];
  for (const entry of [...entries].sort(byStart)) {
    const at = whole.findLastIndex(
      ({ absenteeId, path }) => absenteeId === entry.absenteeId && String(path) === String(entry.path),
    );
    const before = whole[at];
    if (before?.gap === entry.gap && before.endsAt && entry.startsAt.getTime() - before.endsAt.getTime() < SLIP_MS) {
      whole[at] = { ...entry, startsAt: before.startsAt, changedAt: later(before.changedAt, entry.changedAt) };
    } else {
      whole.push(entry);
    }
  }
  return whole;
}

const byStart = (one: CalendarEntry, other: CalendarEntry): number =>
  one.startsAt.getTime() - other.startsAt.getTime() || one.absenteeId - other.absenteeId;

const later = (one: Date | null, other: Date | null): Date | null =>
  one && other && other < one ? one : (other ?? one);
