import type { Knex } from 'knex';
import type { Account, AccountQuery, FoundAccounts } from '../../operations/administration/administration-store.ts';
import { execute, type Statement } from '../sql/statement.ts';

const COLUMNS = `
       users.id, users.login, users.first_name as "firstName", users.last_name as "lastName",
       users.full_name as "fullName", users.email, users.language, users.roles, users.enabled,
       users.tickets_allowed as "ticketsAllowed", users.password_hash is not null as "hasPassword",
       users.created_at as "createdAt", users.last_logon_at as "lastLogonAt",
       array(select teams.name from team_members join teams on teams.id = team_members.team_id
              where team_members.user_id = users.id order by lower(teams.name)) as teams,
       array(select api_keys.name from api_keys where api_keys.user_id = users.id order by lower(api_keys.name)) as keys,
       (select count(*)::int from tasks
         where tasks.assignee_id = users.id and tasks.status in ('InProgress', 'DueDateChanged')) as "openTasks"`;

/** The page first: what belongs to an account is counted for those that are shown. */
const FIND: Statement = {
  name: 'account-find',
  text: `
with found as materialized (
  select id, login, count(*) over () as total
    from users
   where $1 = '' or strpos(lower(login || ' ' || full_name || ' ' || email), lower($1)) > 0
   order by lower(login)
  offset $2 limit $3
)
select found.total::int as total,${COLUMNS}
  from found join users on users.id = found.id
 order by lower(found.login)`,
};

/** Finds accounts by a part of login, name or address. */
export async function findAccounts(knex: Knex, { text, offset, limit }: AccountQuery): Promise<FoundAccounts> {
  const rows = await execute<Account & { readonly total: number }>(knex, FIND, [text, offset, limit]);
  return { total: rows[0]?.total ?? 0, accounts: rows.map(({ total: _, ...account }) => account) };
}

const READ: Statement = {
  name: 'account-read-whole',
  text: `select ${COLUMNS.trimStart()} from users where lower(users.login) = lower($1)`,
};

/** Reads an account by its login in any case; null where there is none. */
export async function readAccount(knex: Knex, login: string): Promise<Account | null> {
  const [account] = await execute<Account>(knex, READ, [login]);
  return account ?? null;
}
