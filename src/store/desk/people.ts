import type { Knex } from 'knex';
import { LARGEST_INT } from '../../core/largest-int.ts';
import type { Candidate, DeskPerson, NamedCandidate, Recipient } from '../../operations/desk/desk-lists.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** Finds an account by its login, ignoring case, or by its number. */
export const personNamed = (login: string, number: string): string => `
select id, login, full_name from users
 where lower(login) = lower(btrim(${login}::text)) or id = ${number}::int
 order by lower(login) = lower(btrim(${login}::text)) desc
 limit 1`;

/** The values of its places: a text that is no number, or none an account can have, is the number of nobody. */
export function personValues(text: string): readonly [login: string, number: number] {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return [text, number <= LARGEST_INT ? number : 0];
}

const READ: Statement = {
  name: 'desk-person',
  text: `select id, login, full_name as "fullName" from (${personNamed('$1', '$2')}) as named`,
};

/** Finds an account by its login, ignoring case, or by its number. */
export async function findDeskPerson(knex: Knex, text: string): Promise<DeskPerson | null> {
  const [person] = await execute<DeskPerson>(knex, READ, [...personValues(text)]);
  return person ?? null;
}

/** An account as a `Candidate`: with where its tasks go at present. */
const CANDIDATE_COLUMNS = `
       users.id, users.login, users.full_name as "fullName", targets.full_name as "redirectedToName",
       redirections.ends_at as "redirectedUntil"`;

const CANDIDATE_TABLES = `
  from users
  left join redirections on redirections.user_id = users.id and redirections.starts_at <= now()
                        and (redirections.ends_at is null or redirections.ends_at > now())
  left join users targets on targets.id = redirections.target_id`;

const BY_NAME = `
 order by lower(users.full_name), users.id`;

const CANDIDATES: Statement = {
  name: 'desk-candidates',
  text: `
select ${CANDIDATE_COLUMNS.trimStart()}${CANDIDATE_TABLES}
 where users.enabled${BY_NAME}
 limit $1`,
};

/** Reads those whom tasks can go to, with where their tasks go at present. */
export const readCandidates = (knex: Knex, most: number): Promise<Candidate[]> =>
  execute<Candidate>(knex, CANDIDATES, [most]);

/** One look at the index of open tasks by assignee each, which goes no further than it has to. */
const RECIPIENTS: Statement = {
  name: 'desk-recipients',
  text: `
with offered as materialized (
select ${CANDIDATE_COLUMNS.trimStart()}, lower(users.full_name) as name${CANDIDATE_TABLES}
 where users.enabled${BY_NAME}
 limit $1
)
select offered.id, offered.login, offered."fullName", offered."redirectedToName", offered."redirectedUntil",
       (select count(*)::int
          from (select from open_tasks where open_tasks.assignee_id = offered.id limit $2::int + 1) as had) as "openTasks"
  from offered
 order by offered.name, offered.id`,
};

/** Reads those whom tasks can go to, with how many they have: `mostOpen` + 1 for more than that. */
export const readRecipients = (knex: Knex, most: number, mostOpen: number): Promise<Recipient[]> =>
  execute<Recipient>(knex, RECIPIENTS, [most, mostOpen]);

const NAMED: Statement = {
  name: 'desk-people',
  text: `
select ${CANDIDATE_COLUMNS.trimStart()}, users.enabled as "isEnabled"${CANDIDATE_TABLES}
 where users.id = any ($1::int[])${BY_NAME}`,
};

/** Reads accounts by their numbers, with where their tasks go at present. */
export const readDeskPeople = (knex: Knex, ids: readonly number[]): Promise<NamedCandidate[]> =>
  execute<NamedCandidate>(knex, NAMED, [ids]);
