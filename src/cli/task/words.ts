import type { Names } from '../../operations/supervision/supervision-store.ts';
import { oneLine } from '../one-line.ts';

/** How those are called whom a story mentions. */
export interface Who {
  readonly person: (id: number) => string;
  readonly team: (id: number) => string;
}

export function namesOf({ people, teams }: Names): Who {
  const persons = new Map(people.map(({ id, login, fullName }) => [id, fullName ? `${fullName} (${login})` : login]));
  const named = new Map(teams.map(({ id, name }) => [id, name]));
  return {
    person: (id) => oneLine(persons.get(id) ?? `account ${id}`),
    team: (id) => oneLine(named.get(id) ?? String(id)),
  };
}

/** "2026-11-27 15:00:03", by the clock of the process. */
export function momentOf(at: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

export const quoted = (text: string): string => `"${oneLine(text)}"`;
