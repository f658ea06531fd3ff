import { z } from 'zod';

/** Ids are an int of the database. */
export const MOST_INT = 2_147_483_647;

/** The part of an address that says whom it is about. */
export const PersonPath = z.object({ person: z.string().describe('The number of the account.') });

/** 0, which no account has, for what is no number. */
export function personIn({ person = '' }: Readonly<Record<string, string>>): number {
  const number = /^[1-9]\d{0,9}$/.test(person) ? Number(person) : 0;
  return number > MOST_INT ? 0 : number;
}
