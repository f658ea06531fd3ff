import { followRedirections, type Person } from '../redirections/redirection.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import type { Ask, NamedAs, Party } from '../shares/share.ts';

/**
 * How a call names somebody: a person by a number, a uuid or a text (login or e-mail address), and by all that is given;
 * a team likewise; or whoever answers to a text, and nobody but the text if there is no such account or team.
 */
export type PartyName =
  | { readonly kind: 'user'; readonly id?: number; readonly uuid?: string; readonly text?: string }
  | { readonly kind: 'team'; readonly id?: number; readonly uuid?: string; readonly text?: string }
  | { readonly kind: 'anyone'; readonly text: string };

/** Somebody to ask, as a call names it. */
export interface NamedAsk {
  readonly name: PartyName;
  readonly namedAs?: NamedAs | null;
  /** For a tier: its minutes, 0 for no limit. */
  readonly slaMinutes?: number | null;
}

/** An account that a name may mean. */
export interface NamedPerson extends Person {
  readonly uuid: string;
  readonly login: string;
  readonly email: string;
  /** The chain of redirections in force that starts at this person. */
  readonly redirections: readonly Person[];
}

export interface FoundPerson extends NamedPerson {
  /** The teams that the person is a member of. */
  readonly teamIds: readonly number[];
}

export interface FoundTeam {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

/** Whatever a name may mean. */
export interface Found<Meant extends NamedPerson = FoundPerson> {
  readonly people: readonly Meant[];
  readonly teams: readonly FoundTeam[];
}

export type PersonRefusal = 'user-not-found' | 'user-disabled' | 'user-ambiguous';
export type PartyRefusal = PersonRefusal | 'team-not-found';

/** The one enabled account that a name means. */
export function personOf(
  name: Extract<PartyName, { kind: 'user' }>,
  { people }: Found<NamedPerson>,
): NamedPerson | Refused<PersonRefusal> {
  const meant = people.filter(
    ({ id, uuid, login, email }) =>
      (name.id === undefined || name.id === id) &&
      (name.uuid === undefined || sameText(name.uuid, uuid)) &&
      (name.text === undefined || sameText(name.text, login) || sameText(name.text, email)),
  );
  const [first, ...more] = meant.filter(({ enabled }) => enabled);
  if (more.length > 0) return refused('user-ambiguous');
  return first ?? refused(meant.length > 0 ? 'user-disabled' : 'user-not-found');
}

function teamOf(
  name: Extract<PartyName, { kind: 'team' }>,
  { teams }: Found<NamedPerson>,
): FoundTeam | Refused<'team-not-found'> {
  const team = teams.find(
    (each) =>
      (name.id === undefined || name.id === each.id) &&
      (name.uuid === undefined || sameText(name.uuid, each.uuid)) &&
      (name.text === undefined || sameText(name.text, each.name)),
  );
  return team ?? refused('team-not-found');
}

/** Whom it reaches now: a person's redirections are followed, a team is a team, and a mere text stays one. */
export function askOf(named: NamedAsk, found: Found<NamedPerson>, followed: boolean): Ask | Refused<PartyRefusal> {
  const { name, namedAs, slaMinutes } = named;
  const more = { namedAs: namedAs ?? null, slaMinutes: slaMinutes ?? null };
  if (name.kind === 'team') {
    const team = teamOf(name, found);
    return isRefused(team) ? team : { party: { kind: 'team', id: team.id }, ...more };
  }
  const person = personOf(name.kind === 'user' ? name : { kind: 'user', text: name.text }, found);
  if (!isRefused(person)) return { ...(followed ? reachedBy(person) : { party: userOf(person) }), ...more };
  if (name.kind === 'user' || person.refused === 'user-disabled') return person;
  const team = teamOf({ kind: 'team', text: name.text }, found);
  if (!isRefused(team) && person.refused === 'user-not-found') return { party: { kind: 'team', id: team.id }, ...more };
  return { party: { kind: 'outside', name: name.text }, ...more };
}

/**
 * Whom a call asks, in its order, or the first it cannot mean. Of tiers only the redirections of the one that is asked
 * now are followed: those of the others when their turn comes.
 *
 * @param now the place of the tier that is asked now; left out, all are
 */
export function asksOf(
  named: readonly NamedAsk[],
  found: readonly Found<NamedPerson>[],
  now?: number,
): readonly Ask[] | Refused<PartyRefusal> {
  const asks: Ask[] = [];
  for (const [index, each] of named.entries()) {
    const ask = askOf(each, found[index] ?? NOTHING_FOUND, now === undefined || index === now);
    if (isRefused(ask)) return { ...ask, at: index };
    asks.push(ask);
  }
  return asks;
}

export const NOTHING_FOUND: Found = { people: [], teams: [] };

/** Where the work of a person goes, and past whom. */
export function reachedBy(person: Pick<NamedPerson, keyof Person | 'redirections'>): {
  readonly party: Party;
  readonly redirectedFromId: number | null;
} {
  const { recipient } = followRedirections(person, person.redirections);
  return { party: userOf(recipient), redirectedFromId: recipient.id === person.id ? null : person.id };
}

const userOf = ({ id }: Pick<Person, 'id'>): Party => ({ kind: 'user', id });

const sameText = (one: string, other: string): boolean => one.trim().toLowerCase() === other.toLowerCase();
