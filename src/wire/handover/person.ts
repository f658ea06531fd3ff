import { z } from 'zod';
import { id } from './objects.ts';

/** The part of an address that says whom it is about. */
export const PersonPath = z.object({ person: z.string().describe('The number of the account.') });

/** 0, which no account has, for what is no number. */
export function personIn({ person = '' }: Readonly<Record<string, string>>): number {
  const read = id.safeParse(/^\d+$/.test(person) ? Number(person) : 0);
  return read.success ? read.data : 0;
}
