import type { Knex } from 'knex';
import { isLoopback, type Config } from '../../config.ts';
import { findOpenDemoAccounts, findOpenDemoKeys } from '../../server/demo.ts';
import { listUsers, type ListedUser } from '../../store/access/accounts.ts';
import type { CommandName } from '../call-name.ts';
import { ok, warning, wrong, type Finding } from './finding.ts';

export async function checkPeople(knex: Knex, config: Config, command: CommandName): Promise<Finding[]> {
  const users = await listUsers(knex);
  return [
    checkAdministrators(users, command),
    ...checkFirstPassword(users, config),
    await checkDemo(knex, config, command),
  ];
}

/** The setting is for a database that holds nobody, and a password in a file longer than it has to be there. */
function checkFirstPassword(users: readonly ListedUser[], { adminPassword }: Config): Finding[] {
  if (adminPassword === undefined || users.length === 0) return [];
  return [warning('accounts', 'ADMIN_PASSWORD is still set, and not needed any more: remove it from the settings')];
}

function checkAdministrators(users: readonly ListedUser[], command: CommandName): Finding {
  const administrators = users.filter(({ enabled, roles }) => enabled && roles.includes('administrator'));
  if (administrators.length === 0) {
    return warning('accounts', `nobody is an administrator: ${command('user add LOGIN --role administrator')}`);
  }
  const logins = administrators.map(({ login }) => login).join(', ');
  return ok('accounts', `${users.length}, administrators: ${logins}`);
}

async function checkDemo(knex: Knex, { host }: Config, command: CommandName): Promise<Finding> {
  const open = [...(await findOpenDemoAccounts(knex)), ...(await findOpenDemoKeys(knex)).map((name) => `key ${name}`)];
  if (open.length === 0) return ok('demo', 'nobody gets in with what the demo data has');
  const says = `everybody knows the secrets of ${open.join(', ')}: ${command('user disable --demo')}`;
  return isLoopback(host) ? warning('demo', says) : wrong('demo', says);
}
