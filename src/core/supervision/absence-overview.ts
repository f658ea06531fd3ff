import { coverOf, standInsNow, type Absence, type CoveredAbsence } from './absence.ts';

/** What is stored of absences, at one instant of the database. */
export interface StoredAbsences {
  readonly now: Date;
  /** One for a person at the most, whenever it is in force. */
  readonly redirections: readonly Absence[];
  /** What came of earlier ones, as far as they were in force. */
  readonly past: readonly Absence[];
  /** Which of all these accounts are disabled. */
  readonly disabled: ReadonlySet<number>;
}

/** Somebody who is absent in the time, or stands in for somebody now. */
export interface AbsentPerson {
  readonly userId: number;
  readonly isEnabled: boolean;
  /** In the order of time. */
  readonly absences: readonly CoveredAbsence[];
  /** For whom the person gets tasks now. */
  readonly standsInFor: readonly number[];
}

export interface AbsenceOverview {
  readonly now: Date;
  readonly from: Date;
  /** Null: without an end. */
  readonly until: Date | null;
  /** In the order of their numbers. */
  readonly people: readonly AbsentPerson[];
}

/** How far back an overview goes where nobody says. */
export const BACK_DAYS = 28;
const BACK_MS = BACK_DAYS * 24 * 3_600_000;

/** Who is absent between two moments, and who covers for whom. */
export function overviewOf(
  { now, redirections, past, disabled }: StoredAbsences,
  asked: { readonly from: Date | null; readonly until: Date | null },
): AbsenceOverview {
  const from = asked.from ?? new Date(now.getTime() - BACK_MS);
  const stored = { ofUser: new Map(redirections.map((each) => [each.userId, each])), disabled };
  const covered = [...past, ...redirections].map((each) => coverOf(each, stored, now));
  const shown = covered.filter(
    ({ startsAt, endsAt }) => (endsAt === null || endsAt > from) && (asked.until === null || startsAt < asked.until),
  );
  const standIns = standInsNow(covered, now);
  const userIds = new Set([...shown.map(({ userId }) => userId), ...standIns.keys()]);
  const people = [...userIds]
    .sort((one, other) => one - other)
    .map((userId) => ({
      userId,
      isEnabled: !disabled.has(userId),
      absences: shown
        .filter((each) => each.userId === userId)
        .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime()),
      standsInFor: standIns.get(userId) ?? [],
    }));
  return { now, from, until: asked.until, people };
}
