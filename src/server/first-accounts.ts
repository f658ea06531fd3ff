import { generatePassword } from '../cli/password.ts';
import type { Config } from '../config.ts';
import { loadDemo } from './demo.ts';
import { addFirstAdministrator, holdsAnybody } from '../store/access/administrators.ts';
import type { Database } from '../store/schema/open.ts';

const ADMINISTRATOR = 'admin';

/**
 * Gives a database that holds nobody its first accounts: the demo data where the settings say so, else one
 * administrator. A database of somebody else's gets one only with a password from the settings: it is theirs to fill.
 *
 * @param tell takes a line for the person who starts the server; a generated password is told in one, and nowhere else
 */
export async function addFirstAccounts(
  config: Pick<Config, 'demo' | 'adminPassword'>,
  { knex, embeddedIn }: Database,
  tell: (line: string) => void,
): Promise<void> {
  const isTheirs = embeddedIn === null;
  if (isTheirs && config.adminPassword === undefined) return;
  if (await holdsAnybody(knex)) return;
  if (config.demo && !isTheirs) {
    tell('Loading demo data…');
    return loadDemo(knex);
  }
  const password = config.adminPassword ?? generatePassword();
  if (!(await addFirstAdministrator(knex, ADMINISTRATOR, password))) return;
  const source =
    config.adminPassword === undefined ? `password shown this once: ${password}` : 'password of ADMIN_PASSWORD';
  tell(`Added the account ${ADMINISTRATOR}, an administrator, with the ${source}`);
}
