import type { Knex } from 'knex';
import { AccountRefused, violates } from './accounts.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** A team by the name it has, whatever the case in which it was asked for. */
export interface NamedTeam {
  readonly id: number;
  readonly name: string;
}

export interface ListedTeam extends NamedTeam {
  /** Logins. */
  readonly members: readonly string[];
}

const LIST: Statement = {
  name: 'team-list',
  text: `
select id, name,
       array(select users.login from team_members join users on users.id = team_members.user_id
              where team_members.team_id = teams.id order by lower(users.login)) as members
  from teams
 order by lower(name)`,
};

/** Lists all teams by name. */
export const listTeams = (knex: Knex): Promise<ListedTeam[]> => execute<ListedTeam>(knex, LIST, []);

const ADD: Statement = { name: 'team-add', text: 'insert into teams (name) values ($1) returning id, name' };

/** Adds a team without members; throws AccountRefused when the name is taken, ignoring case. */
export const addTeam = async (knex: Knex, name: string): Promise<NamedTeam> =>
  theTeam(await execute<NamedTeam>(knex, ADD, [name]).catch(refuseTaken(name)), name);

const RENAME: Statement = {
  name: 'team-rename',
  text: 'update teams set name = $2 where lower(name) = lower($1) returning id, name',
};

/** Gives a team another name; throws AccountRefused when there is none, or the new name is taken. */
export const renameTeam = async (knex: Knex, name: string, newName: string): Promise<NamedTeam> =>
  theTeam(await execute<NamedTeam>(knex, RENAME, [name, newName]).catch(refuseTaken(newName)), name);

const FIND: Statement = { name: 'team-find', text: 'select id, name from teams where lower(name) = lower($1)' };

const ADD_MEMBERS: Statement = {
  name: 'team-add-members',
  text: `
insert into team_members (team_id, user_id)
select $1, id from users where lower(login) = any($2)
on conflict do nothing`,
};

const REMOVE_MEMBERS: Statement = {
  name: 'team-remove-members',
  text: `
delete from team_members
 where team_id = $1 and user_id in (select id from users where lower(login) = any($2))`,
};

const UNKNOWN: Statement = {
  name: 'user-unknown-logins',
  text: `
select login from unnest($1::text[]) with ordinality as asked (login, position)
 where not exists (select from users where lower(users.login) = lower(asked.login))
 order by position`,
};

/** Logins of people who come to a team and leave it. */
export interface MemberChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Changes who is in a team, all of it or nothing, and gives the team as it is then.
 * @throws AccountRefused when there is no such team, or nobody has one of the logins
 */
export const changeMembers = (knex: Knex, name: string, { add, remove }: MemberChanges): Promise<ListedTeam> =>
  knex.transaction(async (trx) => {
    const { id } = theTeam(await execute<NamedTeam>(trx, FIND, [name]), name);
    const [unknown] = await execute<{ login: string }>(trx, UNKNOWN, [[...add, ...remove]]);
    if (unknown) throw new AccountRefused(`There is no user with login "${unknown.login}".`, 'user-not-found');
    const lower = (logins: readonly string[]): string[] => logins.map((login) => login.toLowerCase());
    if (add.length > 0) await execute(trx, ADD_MEMBERS, [id, lower(add)]);
    if (remove.length > 0) await execute(trx, REMOVE_MEMBERS, [id, lower(remove)]);
    const team = (await listTeams(trx)).find((each) => each.id === id);
    if (!team) throw new Error('a team was found and then not listed');
    return team;
  });

function theTeam<Team>([team]: readonly Team[], name: string): Team {
  if (team === undefined) throw new AccountRefused(`There is no team with name "${name}".`, 'team-not-found');
  return team;
}

const refuseTaken =
  (name: string) =>
  (error: unknown): never => {
    throw violates(error, 'teams_name_key')
      ? new AccountRefused(`The team name "${name}" is taken.`, 'name-taken')
      : error;
  };
