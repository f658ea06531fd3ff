import { z } from 'zod';
import { LARGEST_INT } from '../../core/largest-int.ts';
import type { Names } from '../../operations/supervision/supervision-store.ts';
import { utcText } from '../utc-text.ts';

export const id = z.int().min(1).max(LARGEST_INT);

export const Person = z.object({ id: z.int(), login: z.string(), fullName: z.string() }).meta({
  id: 'HandoverPerson',
  description: 'An account.',
  example: { id: 15, login: 'alice.jones', fullName: 'Alice Jones' },
});

export const Team = z
  .object({ id: z.int(), name: z.string() })
  .meta({ id: 'HandoverTeam', description: 'A team.', example: { id: 3, name: 'Legal' } });

export type PersonShown = z.infer<typeof Person>;

/** Gives the names of whom answers mention; an account that is gone keeps its number. */
export const namesOf = ({ people, teams }: Names) => {
  const personOf = new Map(people.map((person) => [person.id, person]));
  const teamOf = new Map(teams.map((team) => [team.id, team]));
  return {
    person: (id: number): PersonShown => personOf.get(id) ?? { id, login: '', fullName: '' },
    personOrNull: (id: number | null): PersonShown | null =>
      id === null ? null : (personOf.get(id) ?? { id, login: '', fullName: '' }),
    teamOrNull: (id: number | null): z.infer<typeof Team> | null =>
      id === null ? null : (teamOf.get(id) ?? { id, name: '' }),
  };
};

export type Naming = ReturnType<typeof namesOf>;

/** As every answer writes a moment: in UTC, with milliseconds. */
export const moment = utcText;

export const momentOrNull = (at: Date | null): string | null => at && utcText(at);

/** A moment that a call says. Answers say it again, so its year has four digits in UTC. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a moment with a zone such as 2031-04-15T17:00:00Z' })
  .refine((text) => new Date(text).getUTCFullYear() <= 9999, 'must be in the year 9999 at the latest')
  .refine((text) => new Date(text).getUTCFullYear() >= 0, 'must be in the year 0 or later');

export const Moment = z.iso.datetime().describe('In UTC, with milliseconds.');
