import type { Knex } from 'knex';
import { demoApiKeys, findOpenDemoAccounts } from '../../server/demo.ts';
import { disableUser } from '../../store/access/accounts.ts';
import { hasAdministrator } from '../../store/access/administrators.ts';
import { removeKnownApiKeys } from '../../store/access/known-secrets.ts';
import type { Console } from '../console.ts';

/**
 * Closes what everybody knows, the last administrator too: an account of the demo data whose password was changed is
 * somebody's.
 */
export async function disableDemo(knex: Knex, { print, command }: Console): Promise<void> {
  const logins = await findOpenDemoAccounts(knex);
  const keys = await removeKnownApiKeys(knex, await demoApiKeys());
  for (const login of logins) {
    const changed = await disableUser(knex, login);
    print(`Disabled ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
  }
  for (const name of keys) print(`Removed the key ${name}.`);
  if (logins.length + keys.length === 0)
    print('No account has a password of the demo data, and none of its keys is there.');
  if (!(await hasAdministrator(knex))) {
    print(`Nobody is an administrator now; ${command('user add LOGIN --role administrator')} makes one.`);
  }
}
