import { at, login } from './at.ts';

/** One entry a row, after $1 in order, $2 at the most; with $3 what is stored of secrets too. */
export const USERS = `
select id, json_build_object(
         'id', id, 'uuid', uuid, 'login', login, 'passwordHash', case when $3::boolean then password_hash end,
         'firstName', first_name, 'lastName', last_name, 'email', email, 'roles', roles, 'enabled', enabled,
         'tickets', tickets_allowed, 'language', language) as entry
  from users where id > $1 order by id limit $2`;

export const TEAMS = `
select id, json_build_object(
         'id', id, 'uuid', uuid, 'name', name,
         'members', array(select users.login from team_members join users on users.id = team_members.user_id
                           where team_members.team_id = teams.id order by users.id)) as entry
  from teams where id > $1 order by id limit $2`;

export const REDIRECTIONS = `
select user_id as id, json_build_object(
         'user', ${login('user_id')}, 'to', ${login('target_id')}, 'from', ${at('starts_at')}, 'until', ${at('ends_at')}) as entry
  from redirections where user_id > $1 order by user_id limit $2`;

export const API_KEYS = `
select id, json_build_object(
         'name', name, 'digest', encode(digest, 'hex'), 'actsAs', ${login('user_id')}, 'rights', rights,
         'addresses', array(select abbrev(address) from unnest(addresses) with ordinality as all_of (address, position)
                             order by position)) as entry
  from api_keys where id > $1 order by id limit $2`;
