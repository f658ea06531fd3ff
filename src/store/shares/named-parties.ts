import type { FoundTeam, Found, NamedPerson, PartyName } from '../../core/assignment/named-parties.ts';
import { personJson, teamJson } from './people-json.ts';

/**
 * Whoever may be meant by the names of all calls of a batch, as two columns of JSON that are computed once: each way to
 * name somebody is an index look-up of its own, and those that no call uses find nothing to look for. `at` is the
 * place of the name among all of them.
 *
 * @param first the number of the first parameter, of ten
 */
export const namedColumns = (first: number): { readonly people: string; readonly teams: string } => {
  const sent = (types: readonly string[], from: number): string =>
    types.map((type, index) => `$${first + from + index}::${type}[]`).join(', ');
  return {
    people: `(
         select json_agg(json_build_object(
                  'at', named.at, 'id', meant.id, 'uuid', meant.uuid, 'login', meant.login, 'email', meant.email,
                  'fullName', meant.full_name, 'enabled', meant.enabled,
                  'redirections', case when redirections.user_id is not null then (
                    with recursive hops as (
                      select redirections.target_id as id, array[meant.id, redirections.target_id] as path, 1 as step
                      union all
                      select next.target_id, hops.path || next.target_id, hops.step + 1
                        from hops join redirections next on next.user_id = hops.id
                       where next.starts_at <= now() and (next.ends_at > now() or next.ends_at is null)
                         and not next.target_id = any (hops.path)
                    )
                    select json_agg(${personJson('hop').trimStart()} order by hops.step)
                      from hops join users hop on hop.id = hops.id) end))
           from (select at, id from unnest(${sent(['int', 'int'], 0)}) as sent (at, id)
                 union all
                 select at, users.id from unnest(${sent(['int', 'uuid'], 2)}) as sent (at, uuid)
                   join users on users.uuid = sent.uuid
                 union all
                 select at, users.id from unnest(${sent(['int', 'text'], 4)}) as sent (at, text)
                   join users on lower(users.login) = lower(btrim(sent.text))
                 union all
                 select at, users.id from unnest(${sent(['int', 'text'], 4)}) as sent (at, text)
                   join users on lower(users.email) = lower(btrim(sent.text)) and users.email <> '') as named
           join users meant on meant.id = named.id
           left join redirections on redirections.user_id = meant.id and redirections.starts_at <= now()
                and (redirections.ends_at > now() or redirections.ends_at is null))`,
    teams: `(
         select json_agg(json_build_object('at', sent.at, 'team', ${teamJson('meant').trimStart()}))
           from unnest(${sent(['int', 'int', 'uuid', 'text'], 6)}) as sent (at, id, uuid, text)
           join teams meant on meant.id = any (
                  sent.id || array(
                    select teams.id from teams where teams.uuid = sent.uuid
                     union all
                    select teams.id from teams where lower(teams.name) = lower(btrim(sent.text)))))`,
  };
};

/** The column of people; null for none. */
export type NamedPeopleJson = readonly (Omit<NamedPerson, 'redirections'> & {
  readonly at: number;
  readonly redirections: readonly MentionedJson[] | null;
})[];

type MentionedJson = Omit<NamedPerson, 'redirections'>;

/** The column of teams; null for none. */
export type NamedTeamsJson = readonly { readonly at: number; readonly team: FoundTeam }[];

/** Somebody whom a call names, and where that person's work goes. */
export interface ReachedPerson extends NamedPerson {
  readonly redirections: readonly MentionedJson[];
}

/** The values of the ten parameters, for the names of all calls, one call after the other. */
export function namedValues(names: readonly PartyName[]): readonly unknown[][] {
  const byId: Named<number> = { at: [], said: [] };
  const byUuid: Named<string> = { at: [], said: [] };
  const byText: Named<string> = { at: [], said: [] };
  const teams = { at: [] as number[], id: [] as unknown[], uuid: [] as unknown[], text: [] as unknown[] };
  // A loop, and not a list for each way: this is done for every name of every call.
  for (const [at, name] of names.entries()) {
    const id = name.kind === 'anyone' ? undefined : name.id;
    const uuid = name.kind === 'anyone' ? undefined : name.uuid;
    const { kind, text } = name;
    if (kind !== 'team') {
      if (id !== undefined) add(byId, at, id);
      if (uuid !== undefined) add(byUuid, at, uuid);
      if (text !== undefined) add(byText, at, text);
    }
    if (kind !== 'user') {
      teams.at.push(at);
      teams.id.push(id ?? null);
      teams.uuid.push(uuid ?? null);
      teams.text.push(text ?? null);
    }
  }
  const people = [byId, byUuid, byText].flatMap(({ at, said }) => [at, said]);
  return [...people, teams.at, teams.id, teams.uuid, teams.text];
}

/** Names by one of the ways: their places, and what they say. */
interface Named<Said> {
  readonly at: number[];
  readonly said: Said[];
}

function add<Said>({ at: places, said: all }: Named<Said>, at: number, said: Said): void {
  places.push(at);
  all.push(said);
}

/** What each name of all calls may mean. */
export function foundBy(
  count: number,
  people: NamedPeopleJson | null,
  teams: NamedTeamsJson | null,
): readonly Found<ReachedPerson>[] {
  const found = Array.from({ length: count }, (): { people: ReachedPerson[]; teams: FoundTeam[] } => ({
    people: [],
    teams: [],
  }));
  for (const { at, redirections, ...person } of people ?? []) {
    const known = found[at]?.people;
    // Somebody whose login is his address is found by both.
    if (known?.every(({ id }) => id !== person.id)) known.push({ ...person, redirections: redirections ?? [] });
  }
  for (const { at, team } of teams ?? []) found[at]?.teams.push(team);
  return found;
}
