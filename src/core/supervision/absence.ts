import type { Period } from '../redirections/redirection-change.ts';
import { followRedirections, type Person } from '../redirections/redirection.ts';

/** The time in which the tasks of a person go to somebody else: a redirection, or what is left of one in history. */
export interface Absence extends Period {
  readonly userId: number;
  readonly targetId: number;
}

/** Where new tasks for an absent person go in a part of the absence in which nothing else changes. */
export interface Cover extends Period {
  /** From the absent person past whom redirections lead; who gets the tasks stands at the end. */
  readonly path: readonly number[];
  /** Why they went no further, where whoever gets them is absent too: nobody is there for the work. */
  readonly gap: Gap | null;
}

export type Gap = 'substitute-disabled' | 'goes-round';

export type AbsenceState = 'past' | 'current' | 'planned';

export interface CoveredAbsence extends Absence {
  readonly state: AbsenceState;
  /** Whether the target is absent too, for a part of the time at least. */
  readonly isSubstituteAbsent: boolean;
  /** In the order of time, without holes. */
  readonly covers: readonly Cover[];
}

const isBefore = (moment: Date, end: Date | null): boolean => end === null || moment < end;

const isInForce = ({ startsAt, endsAt }: Period, at: Date): boolean => startsAt <= at && isBefore(at, endsAt);

function stateOf(period: Period, now: Date): AbsenceState {
  if (isInForce(period, now)) return 'current';
  return period.startsAt > now ? 'planned' : 'past';
}

/** Everything that is stored of absences, to be asked many times. */
export interface Absences {
  readonly ofUser: ReadonlyMap<number, Absence>;
  readonly disabled: ReadonlySet<number>;
}

/**
 * Tells who stands in for somebody, from the start of an absence to its end: chains and rings are known of imported
 * data alone, and may last for a part of the time only.
 */
export function coverOf(absence: Absence, absences: Absences, now: Date): CoveredAbsence {
  const state = stateOf(absence, now);
  // What is over was followed then; only whom it named is known now.
  if (state === 'past') {
    const { userId, targetId, startsAt, endsAt } = absence;
    const covers = [{ startsAt, endsAt, path: [userId, targetId], gap: null }];
    return { ...absence, state, isSubstituteAbsent: false, covers };
  }
  const covers: Cover[] = [];
  for (const startsAt of changesDuring(absence, absences)) {
    const part = coverAt(absence, startsAt, absences);
    const last = covers.at(-1);
    if (last && last.gap === part.gap && String(last.path) === String(part.path)) continue;
    if (last) covers[covers.length - 1] = { ...last, endsAt: startsAt };
    covers.push({ startsAt, endsAt: absence.endsAt, ...part });
  }
  return { ...absence, state, isSubstituteAbsent: covers.some(isPassedOn), covers };
}

/** The path is at the substitute, who sends the tasks on, or would. */
const isPassedOn = ({ path, gap }: Cover): boolean => path.length > 2 || (path.length === 2 && gap !== null);

/** The start, and every moment at which somebody further on begins or ends an absence. */
function changesDuring(absence: Absence, { ofUser }: Absences): readonly Date[] {
  const seen = new Set([absence.userId]);
  const moments = new Map([[absence.startsAt.getTime(), absence.startsAt]]);
  let next: Absence | undefined = absence;
  while (next && !seen.has(next.targetId)) {
    seen.add(next.targetId);
    next = ofUser.get(next.targetId);
    for (const moment of [next?.startsAt, next?.endsAt]) {
      if (moment && moment > absence.startsAt && isBefore(moment, absence.endsAt))
        moments.set(moment.getTime(), moment);
    }
  }
  return [...moments.values()].sort((one, other) => one.getTime() - other.getTime());
}

function coverAt(absence: Absence, at: Date, absences: Absences): Pick<Cover, 'path' | 'gap'> {
  const hops = hopsFrom(absence, at, absences);
  const { path } = followRedirections(personOf(absence.userId, absences), hops);
  const stoppedBefore = hops[path.length - 1];
  if (!stoppedBefore) return { path, gap: null };
  return { path, gap: stoppedBefore.enabled ? 'goes-round' : 'substitute-disabled' };
}

/** Everybody whom redirections in force name one after the other, up to somebody who was named before. */
function hopsFrom(absence: Absence, at: Date, absences: Absences): readonly Person[] {
  const hops: Person[] = [];
  const seen = new Set([absence.userId]);
  let next: Absence | undefined = absence;
  while (next) {
    const { targetId }: Absence = next;
    hops.push(personOf(targetId, absences));
    if (seen.has(targetId)) break;
    seen.add(targetId);
    const onward = absences.ofUser.get(targetId);
    next = onward && isInForce(onward, at) ? onward : undefined;
  }
  return hops;
}

const personOf = (id: number, { disabled }: Absences): Person => ({ id, fullName: '', enabled: !disabled.has(id) });

/** For whom each person gets tasks at this moment, by the ends of chains that lead to somebody who is there. */
export function standInsNow(absences: readonly CoveredAbsence[], now: Date): ReadonlyMap<number, readonly number[]> {
  const standIns = new Map<number, number[]>();
  for (const { userId, covers, state } of absences) {
    const cover = state === 'current' ? covers.find((each) => isInForce(each, now)) : undefined;
    const standIn = cover?.gap === null ? cover.path.at(-1) : undefined;
    if (standIn !== undefined) standIns.set(standIn, [...(standIns.get(standIn) ?? []), userId]);
  }
  return standIns;
}
