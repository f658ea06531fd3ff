import type { CallerLoginRow } from '../access/caller-logins.ts';
import type { RedirectionsFromSnapshot } from '../../core/redirections/get-user-task-redirections-from.ts';
import type { RedirectionParty } from '../../core/access/session.ts';
import type { Caller } from '../../core/access/caller.ts';
import { CALLER_TABLES } from '../access/caller.ts';

/** The columns of QuestionRow, from the tables of QUESTION_TABLES, `redirections` and `users parties`. */
export const QUESTION_COLUMNS = `
       callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       named.id is not null as "userExists",
       parties.id as "partyId",
       parties.login,
       parties.full_name as "fullName",
       parties.email,
       redirections.starts_at as "startsAt",
       redirections.ends_at as "endsAt"`;

/** The caller, by the digest of a credential, and the user asked about, by login: one row, whoever is missing. */
export const QUESTION_TABLES = `
  from (values ($1::bytea, $2::text)) as calls (digest, login)${CALLER_TABLES}
  left join users named on lower(named.login) = lower(btrim(calls.login))`;

export interface QuestionRow extends Omit<RedirectionParty, 'userId'>, CallerLoginRow {
  readonly callerId: number | null;
  readonly callerRoles: Caller['roles'];
  readonly userExists: boolean;
  /** Null in the only row where nothing is stored. */
  readonly partyId: number | null;
}

/** Puts the rows of one question together. */
export function questionSnapshot(rows: readonly QuestionRow[]): RedirectionsFromSnapshot {
  const [first] = rows;
  if (!first) throw new Error('PostgreSQL has answered a question with no row');
  const { callerId, callerRoles, userExists } = first;
  return {
    caller: callerId === null ? null : { id: callerId, roles: callerRoles },
    userExists,
    redirections: rows.flatMap(({ partyId, login, fullName, email, startsAt, endsAt }) =>
      partyId === null ? [] : [{ userId: partyId, login, fullName, email, startsAt, endsAt }],
    ),
  };
}
