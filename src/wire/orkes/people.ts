import type { NamedAs, Party } from '../../core/shares/share.ts';
import type { AssignedView, PersonView } from '../../core/shares/task-view.ts';

export const USER_TYPES = ['EXTERNAL_USER', 'EXTERNAL_GROUP', 'CONDUCTOR_USER', 'CONDUCTOR_GROUP'] as const;

type UserType = (typeof USER_TYPES)[number];

export interface HumanTaskUserShown {
  readonly userType: UserType;
  readonly user: string;
}

/** The address of an account; the login of one that has none. */
export const addressOf = ({ email, login }: Pick<PersonView, 'email' | 'login'>): string => email || login;

type Mentioned = Pick<AssignedView, 'people' | 'teams'>;

/** The address of the account with this number; undefined for none. */
export function addressById({ people }: Mentioned, id: number | null): string | undefined {
  const person = people.find((each) => each.id === id);
  return person && addressOf(person);
}

/** Somebody as the client named him, else as this API names him. */
export function partyShown(party: Party, namedAs: NamedAs | null, mentioned: Mentioned): HumanTaskUserShown {
  if (namedAs) return { userType: userTypeOf(namedAs), user: namedAs.user };
  if (party.kind === 'outside') return { userType: 'EXTERNAL_USER', user: party.name };
  if (party.kind === 'user') return { userType: 'CONDUCTOR_USER', user: addressById(mentioned, party.id) ?? '' };
  return { userType: 'CONDUCTOR_GROUP', user: mentioned.teams.find(({ id }) => id === party.id)?.name ?? '' };
}

const userTypeOf = ({ userType }: NamedAs): UserType => USER_TYPES.find((type) => type === userType) ?? 'EXTERNAL_USER';
