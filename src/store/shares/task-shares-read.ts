import type { Knex } from 'knex';
import type { Found, FoundPerson, FoundTeam, PartyName } from '../../core/assignment/named-parties.ts';
import type { SharedTask, SharingFacts, SharingRequest } from '../../core/assignment/sharing-facts.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { COMPLETION_COLUMNS } from '../completion/completion-facts.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { TASK_FACTS_COLUMNS, TASK_FACTS_TABLES, taskFactsOf, type TaskFactsRow } from '../tasks/task-facts.ts';

/** An account with the chain of redirections in force that starts at it, as JSON. */
const personOf = (users: string): string => `
         json_build_object(
           'id', ${users}.id, 'uuid', ${users}.uuid, 'login', ${users}.login, 'email', ${users}.email,
           'fullName', ${users}.full_name, 'enabled', ${users}.enabled,
           'teamIds', array(select m.team_id from team_members m where m.user_id = ${users}.id),
           'redirections', (
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
             select coalesce(json_agg(json_build_object(
                      'id', hop.id, 'fullName', hop.full_name, 'enabled', hop.enabled) order by hops.step), '[]')
               from hops join users hop on hop.id = hops.id
           ))`;

/**
 * Whoever may be meant by the names of a call, in their order. Each way to name somebody is an index look-up of its
 * own: one condition with `or` would have none.
 */
const FOUND = `
       (select coalesce(json_agg(json_build_object(
                 'people', (
                   select coalesce(json_agg(${personOf('meant')} order by meant.id), '[]')
                     from (select users.* from users where users.id = named.id and named.kind <> 'team'
                            union select users.* from users where users.uuid = named.uuid and named.kind <> 'team'
                            union select users.* from users
                                   where lower(users.login) = lower(btrim(named.text)) and named.kind <> 'team'
                            union select users.* from users
                                   where lower(users.email) = lower(btrim(named.text)) and users.email <> ''
                                     and named.kind <> 'team') as meant),
                 'teams', (
                   select coalesce(json_agg(json_build_object(
                            'id', meant.id, 'uuid', meant.uuid, 'name', meant.name) order by meant.id), '[]')
                     from (select teams.* from teams where teams.id = named.id and named.kind <> 'user'
                            union select teams.* from teams where teams.uuid = named.uuid and named.kind <> 'user'
                            union select teams.* from teams
                                   where lower(teams.name) = lower(btrim(named.text)) and named.kind <> 'user') as meant))
                 order by named.position), '[]')
          from rows from (jsonb_to_recordset(calls.names) as (kind text, id int, uuid uuid, text text))
               with ordinality as named (kind, id, uuid, text, position)
       ) as "found"`;

/** One task each, by number or uuid, with its shares and whom the call names, for any number of calls at once. */
const READ: Statement = {
  name: 'task-shares-read',
  text: `
select ${TASK_FACTS_COLUMNS},${COMPLETION_COLUMNS},
       tasks.uuid,
       tasks.created_at as "createdAt",
       tasks.updated_at as "updatedAt",
       tasks.finished_at as "finishedAt",
       tasks.assignee_id as "assigneeId",
       tasks.team_id as "teamId",
       tasks.redirected_from_id as "redirectedFromId",
       case when tasks.sharing = 0
            then array(select m.team_id from team_members m
                        where m.team_id = tasks.team_id and m.user_id = callers.id) end as "callerTeam",
       case when tasks.sharing > 0 then (
         select json_agg(${personOf('users')})
           from task_shares s join users on users.id = s.user_id
          where s.task_id = tasks.id and s.state = 'later'
       ) end as "tierPeople",${FOUND}
  from (select sent.digest, coalesce(sent.task_id, by_uuid.id) as task_id, sent.names, sent.position
          from unnest($1::bytea[], $2::int[], $3::uuid[], $4::jsonb[])
               with ordinality as sent (digest, task_id, uuid, names, position)
          left join tasks by_uuid on by_uuid.uuid = sent.uuid) as calls ${TASK_FACTS_TABLES}
 order by calls.position`,
};

interface ReadRow
  extends TaskFactsRow, Omit<SharedTask, 'id' | 'sharing' | 'version' | 'status' | 'callerTeamIds' | 'tierPeople'> {
  readonly callerTeam: readonly number[] | null;
  readonly tierPeople: readonly FoundPerson[] | null;
  readonly found: readonly { readonly people: readonly FoundPerson[]; readonly teams: readonly FoundTeam[] }[];
}

/** A call about the shares of one task, and whom it names. */
export interface SharingQuestion extends Pick<SharingRequest, 'credential' | 'task'> {
  readonly names: readonly PartyName[];
}

/** Reads one snapshot a call, in the order of the calls. */
export async function readTaskShares(knex: Knex, questions: readonly SharingQuestion[]): Promise<SharingFacts[]> {
  const values = [
    questions.map(({ credential }) => digestOfCredential(credential)),
    questions.map(({ task }) => ('id' in task ? task.id : null)),
    questions.map(({ task }) => ('uuid' in task ? task.uuid : null)),
    questions.map(({ names }) => JSON.stringify(names)),
  ];
  const rows = noteLogins(questions, await execute<ReadRow>(knex, READ, values));
  return rows.map(factsOf);
}

function factsOf({ found, tierPeople, callerTeam, ...row }: ReadRow): SharingFacts {
  const { now, caller, task } = taskFactsOf(row);
  const foundHere: readonly Found[] = found;
  if (!task) return { now, caller, task, found: foundHere };
  return {
    now,
    caller,
    task: { ...task, callerTeamIds: callerTeam ?? task.callerTeamIds, tierPeople: tierPeople ?? [] },
    found: foundHere,
  };
}
