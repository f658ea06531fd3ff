import type { NamedPerson, Names } from '../../../operations/supervision/supervision-store.ts';

/** What an account is called, by its number. */
export type NameOf = (id: number) => string;

/** The full name of somebody, the login where there is none. */
export const nameOfPerson = ({ login, fullName }: Pick<NamedPerson, 'login' | 'fullName'>): string =>
  fullName === '' ? login : fullName;

/** The full names of accounts, the logins of those without, and numbers of those that are gone. */
export function namesOf({ people }: Pick<Names, 'people'>): NameOf {
  const known = new Map(people.map((person) => [person.id, nameOfPerson(person)]));
  return (id) => known.get(id) ?? `#${id}`;
}
