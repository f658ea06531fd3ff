import type { Knex } from 'knex';
import type { TeamView } from '../../core/shares/task-view.ts';
import type {
  AccountsRequest,
  DirectoryPage,
  DirectoryRequest,
  DirectorySnapshot,
  ListedAccount,
} from '../../operations/directory.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { personJson, teamJson } from '../shares/people-json.ts';
import { execute, type Statement } from '../sql/statement.ts';

const CALLS = `(select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}`;

const MEMBERSHIPS = 'select from team_members m where m.user_id = users.id';

/** Nothing is read for somebody who is nobody. */
const ACCOUNTS: Statement = {
  name: 'accounts-list',
  text: `
with listed as (
  select users.*
    from users
   where $5::int is null
      or case when $5 = 0 then not exists (${MEMBERSHIPS}) else exists (${MEMBERSHIPS} and m.team_id = $5) end
)
select ${ACCESS_COLUMNS},
       case when callers.id is not null then (select count(*)::int from listed) end as total,
       case when callers.id is not null then (
         select json_agg(${personJson(
           'page',
           `, 'teams', (
             select coalesce(json_agg(${teamJson('teams')} order by teams.id), '[]')
               from team_members m join teams on teams.id = m.team_id where m.user_id = page.id)`,
         )} order by page.id)
           from (select * from listed order by listed.id offset $3 limit $4) as page) end as entries
  from ${CALLS}`,
};

const TEAMS: Statement = {
  name: 'teams-list',
  text: `
select ${ACCESS_COLUMNS},
       case when callers.id is not null then (select count(*)::int from teams) end as total,
       case when callers.id is not null then (
         select json_agg(${teamJson('page')} order by page.id)
           from (select * from teams order by teams.id offset $3 limit $4) as page) end as entries
  from ${CALLS}`,
};

interface ListRow<Entry> extends AccessRow {
  readonly total: number | null;
  readonly entries: readonly Entry[] | null;
}

async function list<Entry>(
  knex: Knex,
  statement: Statement,
  request: DirectoryRequest,
  ...more: readonly unknown[]
): Promise<DirectorySnapshot<Entry>> {
  const { credential, subjectId, offset, limit } = request;
  const values = [digestOfCredential(credential), subjectId, offset, limit, ...more];
  const [row] = noteLogins([request], await execute<ListRow<Entry>>(knex, statement, values));
  if (!row) throw new Error('who calls was asked and not answered');
  const page: DirectoryPage<Entry> = { entries: row.entries ?? [], total: row.total ?? 0 };
  return { access: accessOf(row), page };
}

/** Reads a page of all accounts, disabled ones too, with their teams. */
export const listAccounts = (knex: Knex, request: AccountsRequest): Promise<DirectorySnapshot<ListedAccount>> =>
  list(knex, ACCOUNTS, request, request.teamId);

/** Reads a page of all teams. */
export const listTeams = (knex: Knex, request: DirectoryRequest): Promise<DirectorySnapshot<TeamView>> =>
  list(knex, TEAMS, request);
