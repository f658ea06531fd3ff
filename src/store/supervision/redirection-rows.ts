import type { Absence } from '../../core/supervision/absence.ts';
import type { Names } from '../../operations/supervision/supervision-store.ts';

/** What a statement selects of the redirections `known`, with the people of REDIRECTIONS_JOINED. */
export const REDIRECTION_COLUMNS = `
       known.user_id as "userId", known.target_id as "targetId",
       known.starts_at as "startsAt", known.ends_at as "endsAt", known.is_past as "isPast",
       absentees.enabled as "userEnabled", absentees.login as "userLogin", absentees.full_name as "userName",
       targets.enabled as "targetEnabled", targets.login as "targetLogin", targets.full_name as "targetName"`;

/** All of them beside what the statement has of itself, which it gives also where there are none. */
export const REDIRECTIONS_JOINED = `
  left join (known
       join users absentees on absentees.id = known.user_id join users targets on targets.id = known.target_id) on true`;

/** A row with these columns. Without a user there is no redirection in it. */
export interface RedirectionRow {
  readonly userId: number | null;
  readonly targetId: number;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  /** Whether it was replaced or ended: it was in force in the time it has. */
  readonly isPast: boolean;
  readonly userEnabled: boolean;
  readonly userLogin: string;
  readonly userName: string;
  readonly targetEnabled: boolean;
  readonly targetLogin: string;
  readonly targetName: string;
}

export interface FoundRedirections<Redirection> {
  readonly redirections: readonly Redirection[];
  readonly past: readonly Redirection[];
  /** Which of the people have a disabled account. */
  readonly disabled: ReadonlySet<number>;
  readonly names: Names;
}

/** Takes rows apart into redirections and people. @param moreOf what a row says of its redirection beside these columns */
export function redirectionsIn<Row extends RedirectionRow, More extends object>(
  rows: readonly Row[],
  moreOf: (row: Row) => More,
): FoundRedirections<Absence & More> {
  const found = rows.flatMap((row) => (row.userId === null ? [] : [{ row, userId: row.userId }]));
  const those = (isPast: boolean) =>
    found.flatMap(({ row, userId }) => {
      const { targetId, startsAt, endsAt } = row;
      return row.isPast === isPast ? [{ userId, targetId, startsAt, endsAt, ...moreOf(row) }] : [];
    });
  const people = found.flatMap(({ row, userId }) => [
    { id: userId, login: row.userLogin, fullName: row.userName, isEnabled: row.userEnabled },
    { id: row.targetId, login: row.targetLogin, fullName: row.targetName, isEnabled: row.targetEnabled },
  ]);
  return {
    redirections: those(false),
    past: those(true),
    disabled: new Set(people.flatMap(({ id, isEnabled }) => (isEnabled ? [] : [id]))),
    names: { people: people.map(({ id, login, fullName }) => ({ id, login, fullName })), teams: [] },
  };
}
