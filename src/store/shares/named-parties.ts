import type { FoundTeam, Found, NamedPerson, PartyName } from '../../core/assignment/named-parties.ts';
import { personJson, teamJson } from './people-json.ts';

/**
 * By what a batch names people: by numbers alone, by texts alone, or by anything. A part of a statement that finds
 * nothing is set up and taken down all the same: so most batches come without it.
 */
export type NamedBy = 'ids' | 'texts' | 'anything';

export const NAMED_BY: readonly NamedBy[] = ['ids', 'texts', 'anything'];

/** The ways to name somebody, each with the parameters it has: places among all names, and what is said there. */
const WAYS: Readonly<Record<NamedBy, readonly ('id' | 'uuid' | 'text')[]>> = {
  ids: ['id'],
  texts: ['text'],
  anything: ['id', 'uuid', 'text'],
};

/** The accounts of one way, from its parameters. */
const MEANT = {
  id: (sent: (type: string) => string) => `
         select at, id from ${sent('int')}`,
  uuid: (sent: (type: string) => string) => `
         select at, users.id from ${sent('uuid')} join users on users.uuid = said`,
  text: (sent: (type: string) => string) => `
         select at, users.id from ${sent('text')} join users on lower(users.login) = lower(btrim(said))
         union all
         select at, users.id from ${sent('text')} join users on lower(users.email) = lower(btrim(said)) and users.email <> ''`,
};

/**
 * Whoever may be meant by the names of all calls of a batch, as two columns of JSON that are computed once: each way to
 * name somebody is an index look-up of its own. `at` is the place of the name among all of them. Lists and not objects:
 * for PostgreSQL every key is a value more to write.
 *
 * @param first the number of the first parameter
 */
export const namedColumns = (by: NamedBy, first: number): string => {
  const meant = WAYS[by].map((way, index) =>
    MEANT[way](
      (type) =>
        `unnest($${first + 2 * index}::int[], $${first + 2 * index + 1}::${type}[]) as sent (at, ${way === 'id' ? 'id' : 'said'})`,
    ).trimStart(),
  );
  const people = `
       case when calls.position = 1 then (
         select json_agg(json_build_array(
                  named.at, meant.id, meant.uuid, meant.login, meant.email, meant.full_name, meant.enabled,
                  case when redirections.user_id is not null then (
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
           from (${meant.join(`
         union all
         `)}) as named
           join users meant on meant.id = named.id
           left join redirections on redirections.user_id = meant.id and redirections.starts_at <= now()
                and (redirections.ends_at > now() or redirections.ends_at is null)) end as "namedPeople"`;
  return by === 'anything' ? `${people},${teamsColumn(first + 6)}` : people;
};

const teamsColumn = (first: number): string => `
       case when calls.position = 1 then (
         select json_agg(json_build_object('at', sent.at, 'team', ${teamJson('meant').trimStart()}))
           from unnest($${first}::int[], $${first + 1}::int[], $${first + 2}::uuid[], $${first + 3}::text[])
                as sent (at, id, uuid, text)
           join teams meant on meant.id = any (
                  sent.id || array(
                    select teams.id from teams where teams.uuid = sent.uuid
                     union all
                    select teams.id from teams where lower(teams.name) = lower(btrim(sent.text))))) end as "namedTeams"`;

/** The column of people; null for none. */
export type NamedPeopleJson = readonly (readonly [
  at: number,
  id: number,
  uuid: string,
  login: string,
  email: string,
  fullName: string,
  enabled: boolean,
  redirections: readonly MentionedJson[] | null,
])[];

type MentionedJson = Omit<NamedPerson, 'redirections'>;

/** The column of teams; null for none. */
export type NamedTeamsJson = readonly { readonly at: number; readonly team: FoundTeam }[];

/** Somebody whom a call names, and where that person's work goes. */
export interface ReachedPerson extends NamedPerson {
  readonly redirections: readonly MentionedJson[];
}

/** Names as the statement that looks for them takes them. */
export interface SentNames {
  readonly by: NamedBy;
  readonly values: readonly unknown[][];
}

/** The names of all calls, one call after the other. */
export function sentNames(names: readonly PartyName[]): SentNames {
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
  if (teams.at.length === 0 && byUuid.at.length === 0) {
    if (byText.at.length === 0) return { by: 'ids', values: [byId.at, byId.said] };
    if (byId.at.length === 0) return { by: 'texts', values: [byText.at, byText.said] };
  }
  const people = [byId, byUuid, byText].flatMap(({ at, said }) => [at, said]);
  return { by: 'anything', values: [...people, teams.at, teams.id, teams.uuid, teams.text] };
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
  for (const [at, id, uuid, login, email, fullName, enabled, redirections] of people ?? []) {
    const known = found[at]?.people;
    // Somebody whose login is his address is found by both.
    if (known?.every((person) => person.id !== id))
      known.push({ id, uuid, login, email, fullName, enabled, redirections: redirections ?? [] });
  }
  for (const { at, team } of teams ?? []) found[at]?.teams.push(team);
  return found;
}
