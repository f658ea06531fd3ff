import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import { demoApiKeys, findOpenDemoAccounts } from '../server/demo.ts';
import {
  addUser,
  disableUser,
  enableUser,
  listUsers,
  setPassword,
  type ListedUser,
  type Role,
} from '../store/access/accounts.ts';
import { removeKnownApiKeys } from '../store/access/known-secrets.ts';
import * as rules from '../store/seed/reading/text-rules.ts';
import { readOnly, readText, type Prepare } from './arguments.ts';
import type { Console } from './console.ts';
import { generatePassword, readPassword } from './password.ts';
import { UsageError } from './usage.ts';

const ROLES: readonly string[] = ['administrator', 'userManager', 'libraryManager'] satisfies Role[];

const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => Prepare> = new Map(
  Object.entries({ list, add, password, disable, enable }),
);

/** Reads the arguments of `user …`; throws UsageError. */
export function readUserCommand([command, ...args]: readonly string[]): Prepare {
  if (command === 'key') throw new UsageError('keys have commands of their own: key list|add|revoke');
  const read = COMMANDS.get(command ?? '');
  if (!read) throw new UsageError(`expected user ${[...COMMANDS.keys()].join('|')}`);
  return read(args);
}

function list(args: readonly string[]): Prepare {
  parseArgs({ args: [...args], options: {} });
  return () =>
    async (knex, { print }) => {
      for (const { id, login, fullName, email, roles, enabled } of await listUsers(knex)) {
        const remarks = [...roles, ...(enabled ? [] : ['disabled'])].join(', ');
        print([id, login, fullName, email, remarks].join('\t').trimEnd());
      }
    };
}

function add(args: readonly string[]): Prepare {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      first: { type: 'string', default: '' },
      last: { type: 'string', default: '' },
      email: { type: 'string', default: '' },
      language: { type: 'string', default: 'en' },
      role: { type: 'string', multiple: true, default: [] },
      'no-password': { type: 'boolean', default: false },
      'no-tickets': { type: 'boolean', default: false },
      generate: { type: 'boolean', default: false },
    },
  });
  const login = readText('LOGIN', readOnly(positionals, 'LOGIN'), rules.name);
  const firstName = readText('--first', values.first, rules.personName);
  const lastName = readText('--last', values.last, rules.personName);
  const email = readText('--email', values.email, rules.email);
  const language = readText('--language', values.language, rules.language);
  const roles = values.role.map(readRole);
  const ticketsAllowed = !values['no-tickets'];
  return async (console) => {
    const chosen = values['no-password'] ? null : await choosePassword(values.generate, login, console);
    return async (knex, { print }) => {
      const user = { login, password: chosen, firstName, lastName, email, roles, language, ticketsAllowed };
      print(`Added ${login} with id ${await addUser(knex, user)}.`);
      if (values.generate && chosen !== null) print(`Password: ${chosen}`);
    };
  };
}

function password(args: readonly string[]): Prepare {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { generate: { type: 'boolean', default: false } },
  });
  const login = readOnly(positionals, 'LOGIN');
  return async (console) => {
    const chosen = await choosePassword(values.generate, login, console);
    return async (knex, { print }) => {
      const changed = await setPassword(knex, login, chosen);
      print(`Changed the password of ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
      if (values.generate) print(`Password: ${chosen}`);
    };
  };
}

function disable(args: readonly string[]): Prepare {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { demo: { type: 'boolean', default: false } },
  });
  if (values.demo) {
    if (positionals.length > 0) throw new UsageError('expected either LOGIN or --demo');
    return () => disableDemo;
  }
  const login = readOnly(positionals, 'LOGIN');
  return () =>
    async (knex, { print }) => {
      const changed = await disableUser(knex, login);
      print(`Disabled ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
    };
}

/** Closes what everybody knows: an account of the demo data whose password was changed is somebody's. */
async function disableDemo(knex: Knex, { print }: Console): Promise<void> {
  const logins = await findOpenDemoAccounts(knex);
  const keys = await removeKnownApiKeys(knex, await demoApiKeys());
  for (const login of logins) {
    const changed = await disableUser(knex, login);
    print(`Disabled ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
  }
  for (const name of keys) print(`Removed the key ${name}.`);
  if (logins.length + keys.length === 0)
    print('No account has a password of the demo data, and none of its keys is there.');
  const administers = (user: ListedUser) => user.enabled && user.roles.includes('administrator');
  if (!(await listUsers(knex)).some(administers)) {
    print('Nobody is an administrator now; user add LOGIN --role administrator makes one.');
  }
}

function enable(args: readonly string[]): Prepare {
  const login = readOnly(parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals, 'LOGIN');
  return () =>
    async (knex, { print }) => {
      print(`Enabled ${(await enableUser(knex, login)).login}.`);
    };
}

function readRole(text: string): Role {
  if (!isRole(text)) throw new UsageError(`expected --role to be one of ${ROLES.join(', ')}`);
  return text;
}

const isRole = (text: string): text is Role => ROLES.includes(text);

const choosePassword = async (generate: boolean, login: string, console: Console): Promise<string> =>
  generate ? generatePassword() : readText('password', await readPassword(console, login), rules.password);
