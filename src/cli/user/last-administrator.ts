import type { Knex } from 'knex';
import { keepingAnAdministrator } from '../../store/access/administrators.ts';
import type { Console } from '../console.ts';

/** What the help of commands says that may take an administrator away. */
export const LAST_NOTES =
  'The last administrator stays one: without any, nobody could change accounts but by this command line.';

/** Runs a change of an account. @throws Error where nobody would be an administrator any more; nothing is changed then */
export async function unlessLast<Done>(
  knex: Knex,
  { command }: Pick<Console, 'command'>,
  change: (trx: Knex) => Promise<Done>,
): Promise<Done> {
  const done = await keepingAnAdministrator(knex, change);
  if (done !== null) return done;
  const [another, added] = [
    command('user role LOGIN --add administrator'),
    command('user add LOGIN --role administrator'),
  ];
  throw new Error(`Nobody would be an administrator any more. Make another one first: ${another}, or ${added}`);
}
