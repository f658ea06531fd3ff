import type { Person } from '../../core/redirections/redirection.ts';

/** The columns of TargetRow, from the tables of TARGET_TABLES. */
export const TARGET_COLUMNS = `
       targets.id as "targetId",
       targets.full_name as "targetFullName",
       targets.enabled as "targetEnabled",
       case when redirections.user_id is not null then (
         with recursive hops as (
           select redirections.target_id as id, array[targets.id, redirections.target_id] as path, 1 as step
           union all
           select next.target_id, hops.path || next.target_id, hops.step + 1
             from hops join redirections next on next.user_id = hops.id
            where next.starts_at <= now() and (next.ends_at > now() or next.ends_at is null)
              and not next.target_id = any (hops.path)
         )
         select json_agg(json_build_object('id', users.id, 'fullName', users.full_name, 'enabled', users.enabled)
                         order by hops.step)
           from hops join users on users.id = hops.id
       ) end as "redirections"`;

/** Joined to calls (login, …): the account a login names and the redirection in force that starts at it. */
export const TARGET_TABLES = `
  left join users targets on lower(targets.login) = lower(btrim(calls.login))
  left join redirections on redirections.user_id = targets.id
        and redirections.starts_at <= now() and (redirections.ends_at > now() or redirections.ends_at is null)`;

export interface TargetRow {
  readonly targetId: number | null;
  readonly targetFullName: string;
  readonly targetEnabled: boolean;
  readonly redirections: readonly Person[] | null;
}

/** Puts together what the columns hold. */
export const targetOf = ({ targetId, targetFullName, targetEnabled, redirections }: TargetRow) => ({
  target: targetId === null ? null : { id: targetId, fullName: targetFullName, enabled: targetEnabled },
  redirections: redirections ?? [],
});
