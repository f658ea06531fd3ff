import type { Names } from '../../../operations/supervision/supervision-store.ts';

/** What an account is called, by its number. */
export type NameOf = (id: number) => string;

/** The full names of accounts, the logins of those without, and numbers of those that are gone. */
export function namesOf({ people }: Names): NameOf {
  const known = new Map(people.map(({ id, login, fullName }) => [id, fullName === '' ? login : fullName]));
  return (id) => known.get(id) ?? `#${id}`;
}
