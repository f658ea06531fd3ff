import type { Knex } from 'knex';
import type { FoundPage, ListPage } from '../../core/list-page.ts';
import { ACCOUNTS_ORDER } from '../../core/access/administration.ts';
import type { Account, AccountQuery } from '../../operations/administration/administration-store.ts';
import { binding } from '../sql/binding.ts';
import { foundIn, keyJson, pageClauses, type PageColumns } from '../sql/keyset.ts';
import { execute, type Statement } from '../sql/statement.ts';

const COLUMNS = `
       users.id, users.login, users.first_name as "firstName", users.last_name as "lastName",
       users.full_name as "fullName", users.email, users.language, users.roles, users.enabled,
       users.tickets_allowed as "ticketsAllowed", users.password_hash is not null as "hasPassword",
       users.created_at as "createdAt", users.last_logon_at as "lastLogonAt",
       array(select teams.name from team_members join teams on teams.id = team_members.team_id
              where team_members.user_id = users.id order by lower(teams.name)) as teams,
       array(select api_keys.name from api_keys where api_keys.user_id = users.id order by lower(api_keys.name)) as keys,
       (select count(*)::int from open_tasks where open_tasks.assignee_id = users.id) as "openTasks"`;

const LOGIN = ['lower(found.login)'];

/**
 * Finds accounts by a part of login, name or address. The page first: what belongs to an account is counted for those
 * that are shown.
 */
export async function findAccounts(knex: Knex, { text, page }: AccountQuery<ListPage>): Promise<FoundPage<Account>> {
  const { bind, values } = binding();
  const sought = `${bind(text)}::text`;
  const { where, orderBy, limits } = pageClauses(ACCOUNTS_ORDER, LOGIN, page, bind);
  const statement = `
with matching as materialized (
  select id, login
    from users
   where ${sought} = '' or strpos(lower(login || ' ' || full_name || ' ' || email), lower(${sought})) > 0
), found as (
  select * from matching as found where ${where} order by ${orderBy} ${limits}
)
select (select count(*)::int from matching) as total, ${keyJson(ACCOUNTS_ORDER, LOGIN)} as key,${COLUMNS}
  from found join users on users.id = found.id
 order by ${orderBy}`;
  return foundIn(await execute<Account & PageColumns>(knex, { text: statement }, values));
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
