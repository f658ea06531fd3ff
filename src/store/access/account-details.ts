import type { Knex } from 'knex';
import { AccountRefused, type ListedUser } from './accounts.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** An account with what belongs to it. */
export interface UserDetails extends ListedUser {
  readonly language: string;
  /** False for an account to which nobody can log on yet. */
  readonly hasPassword: boolean;
  readonly ticketsAllowed: boolean;
  readonly createdAt: Date;
  readonly lastLogonAt: Date | null;
  readonly teams: readonly string[];
  /** Names of the API keys that act as it. */
  readonly keys: readonly string[];
  /** When the secret address of its calendar was made; null without one. */
  readonly calendarMadeAt: Date | null;
}

const SHOW: Statement = {
  name: 'user-show',
  text: `
select id, login, full_name as "fullName", email, roles, enabled, language, password_hash is not null as "hasPassword",
       tickets_allowed as "ticketsAllowed", created_at as "createdAt", last_logon_at as "lastLogonAt",
       array(select teams.name from team_members join teams on teams.id = team_members.team_id
              where team_members.user_id = users.id order by lower(teams.name)) as teams,
       array(select name from api_keys where user_id = users.id order by lower(name)) as keys,
       (select created_at from credentials where user_id = users.id and kind = 'calendar') as "calendarMadeAt"
  from users
 where lower(login) = lower($1)`,
};

/** Reads an account; throws AccountRefused when nobody has the login. */
export async function showUser(knex: Knex, login: string): Promise<UserDetails> {
  const [user] = await execute<UserDetails>(knex, SHOW, [login]);
  if (!user) throw new AccountRefused(`There is no user with login "${login}".`, 'user-not-found');
  return user;
}
