/**
 * Whom the tasks that start go to, from `starting` (id, assignee_id, supervisor_id) to `recipients` (id, rank, user_id,
 * path): the end of the chain of redirections in force now, as core's followRedirections finds it, so never a disabled
 * account. Where the chain that begins at the assignee (rank 1) has nobody else, the one that begins at the task's
 * supervisor (rank 2) is followed; a task for which there is nobody at all has no row. Teams are not redirected.
 *
 * The accounts are kept from being disabled until the tasks are there. Locks are taken in the order of account ids, and
 * after those of the tasks: nobody waits but who changes an account, and they lock no task.
 */
export const STARTING_ASSIGNEES = `
chains as materialized (
  select starting.id, hops.rank, hops.user_id, hops.path
    from starting cross join lateral (
      with recursive hops as (
        select rank, user_id, array[user_id] as path
          from (values (1, starting.assignee_id), (2, starting.supervisor_id)) as named (rank, user_id)
         where user_id is not null and starting.assignee_id is not null
        union all
        select hops.rank, next.target_id, hops.path || next.target_id
          from hops join redirections next on next.user_id = hops.user_id
         where next.starts_at <= now() and (next.ends_at > now() or next.ends_at is null)
           and not next.target_id = any (hops.path)
      )
      select rank, user_id, path from hops
    ) as hops
), able as materialized (
  select able.id
    from (select distinct user_id from chains order by user_id) as named
   cross join lateral (
     select users.id from users where users.id = named.user_id and users.enabled offset 0 for share
   ) as able
), recipients as (
  select distinct on (id) id, rank, user_id, path
    from chains
   where user_id in (select able.id from able)
     and path[2:] <@ (select coalesce(array_agg(able.id), '{}') from able)
   order by id, rank, cardinality(path) desc
)`;
