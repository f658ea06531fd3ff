import type { Party } from '../../core/shares/share.ts';
import { userParty, type Actor } from '../../core/shares/standing.ts';
import type { PartyEntry } from './reading/assignment-entry.ts';
import type { Loading } from './loading.ts';
import type { People } from './people.ts';
import { readNamed } from './register.ts';

/** Whom the entries of tasks mean. */
export interface Parties {
  /** An account, a team, or a name from outside, which is neither. */
  party(where: string, entry: PartyEntry): Party;
  /** The account of a login, with its teams; else a name from outside. */
  claimant(where: string, name: string): Claimant;
}

export interface Claimant {
  readonly claimant: Exclude<Party, { readonly kind: 'team' }>;
  /** Null for a name from outside. */
  readonly actor: Actor | null;
}

/** Reads what tells a name from outside from an account, and the teams of those who have claimed a task. */
export async function readParties({ trx, fixture, problems }: Loading, people: People): Promise<Parties> {
  const { users, teams, members } = people;
  const claimants = fixture.tasks.flatMap(({ claimedBy }) => claimedBy ?? []);
  const outsideNames = [...namesOf(fixture.tasks, 'external'), ...claimants];
  const addresses = new Set(
    [
      ...fixture.users.map(({ email }) => email),
      ...(await readNamed<{ email: string }>(trx, 'users', 'email', outsideNames)).map(({ email }) => email),
    ].map((email) => email.toLowerCase()),
  );
  const claimantIds = claimants.flatMap((login) => users.peek(login) ?? []);
  const kept: typeof members = await trx('team_members').whereIn('user_id', claimantIds);

  const isAddress = (name: string): boolean => addresses.has(name.toLowerCase());
  function outside(where: string, name: string): Extract<Party, { readonly kind: 'outside' }> {
    if (isAddress(name)) problems.add(where, `"${name}" is the address of an account; expected its login`);
    return { kind: 'outside', name };
  }

  return {
    party(where, { user, team, external = '' }) {
      if (user !== undefined) return userParty(users.find(`${where}.user`, user) ?? 0);
      if (team !== undefined) return { kind: 'team', id: teams.find(`${where}.team`, team) ?? 0 };
      if (users.peek(external) !== undefined) problems.add(`${where}.external`, `"${external}" is a user`);
      if (teams.peek(external) !== undefined) problems.add(`${where}.external`, `"${external}" is a team`);
      return outside(`${where}.external`, external);
    },
    claimant(where, name) {
      const id = users.peek(name);
      if (id === undefined) return { claimant: outside(where, name), actor: null };
      const teamIds = [...members, ...kept].filter(({ user_id }) => user_id === id).map(({ team_id }) => team_id);
      return { claimant: userParty(id), actor: { id, teamIds } };
    },
  };
}

/** What the assignees and the tiers of tasks are named by. */
export const namesOf = (
  tasks: readonly {
    readonly assignees?: readonly PartyEntry[] | undefined;
    readonly tiers?: readonly PartyEntry[] | undefined;
  }[],
  field: keyof PartyEntry,
): readonly string[] =>
  tasks.flatMap(({ assignees = [], tiers = [] }) => [...assignees, ...tiers].flatMap((entry) => entry[field] ?? []));
