/** An account as JSON, from this alias of `users`. */
export const personJson = (users: string, more = ''): string => `
         json_build_object(
           'id', ${users}.id, 'uuid', ${users}.uuid, 'login', ${users}.login, 'email', ${users}.email,
           'firstName', ${users}.first_name, 'lastName', ${users}.last_name, 'fullName', ${users}.full_name,
           'enabled', ${users}.enabled${more})`;

/** A team as JSON, from this alias of `teams`. */
export const teamJson = (teams: string): string => `
         json_build_object('id', ${teams}.id, 'uuid', ${teams}.uuid, 'name', ${teams}.name)`;

/**
 * An account with its teams and the chain of redirections in force that starts at it, as JSON. Most have none, and a
 * recursion that finds nothing is the dearest part of it.
 */
export const reachablePersonJson = (users: string): string =>
  personJson(
    users,
    `,
           'teamIds', array(select m.team_id from team_members m where m.user_id = ${users}.id),
           'redirections', case when exists (
             select from redirections r
              where r.user_id = ${users}.id
                and r.starts_at <= now() and (r.ends_at > now() or r.ends_at is null) offset 0) then (
             with recursive hops as (
               select r.target_id as id, array[r.user_id, r.target_id] as path, 1 as step
                 from redirections r
                where r.user_id = ${users}.id
                  and r.starts_at <= now() and (r.ends_at > now() or r.ends_at is null)
               union all
               select next.target_id, hops.path || next.target_id, hops.step + 1
                 from hops join redirections next on next.user_id = hops.id
                where next.starts_at <= now() and (next.ends_at > now() or next.ends_at is null)
                  and not next.target_id = any (hops.path)
             )
             select coalesce(json_agg(${personJson('hop')} order by hops.step), '[]')
               from hops join users hop on hop.id = hops.id
           ) else '[]' end`,
  );
