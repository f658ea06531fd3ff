import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import type { z } from 'zod';
import {
  addApiKey,
  addUser,
  disableUser,
  enableUser,
  listUsers,
  removeApiKey,
  setPassword,
  type Role,
} from '../store/access/accounts.ts';
import { wordsFor } from '../store/seed/wording.ts';
import * as rules from '../store/seed/text-rules.ts';
import type { Console } from './console.ts';
import { generatePassword, readPassword } from './password.ts';
import { UsageError } from './usage.ts';

/** What a command does once the database is there: arguments are read, and passwords asked for, before. */
export type Work = (knex: Knex, console: Console) => Promise<void>;

type Prepare = (args: readonly string[], console: Console) => Work | Promise<Work>;

const ROLES: readonly string[] = ['administrator', 'userManager', 'libraryManager'] satisfies Role[];

const COMMANDS: ReadonlyMap<string, Prepare> = new Map<string, Prepare>(
  Object.entries({ list, add, password, disable, enable, key }),
);

/** Reads `user …`; throws UsageError. */
export async function prepareUser([command, ...args]: readonly string[], console: Console): Promise<Work> {
  const prepare = COMMANDS.get(command ?? '');
  if (!prepare) throw new UsageError(`expected user ${[...COMMANDS.keys()].join('|')}`);
  return prepare(args, console);
}

function list(args: readonly string[]): Work {
  parseArgs({ args: [...args], options: {} });
  return async (knex, { print }) => {
    for (const { id, login, fullName, email, roles, enabled } of await listUsers(knex)) {
      const remarks = [...roles, ...(enabled ? [] : ['disabled'])].join(', ');
      print([id, login, fullName, email, remarks].join('\t').trimEnd());
    }
  };
}

async function add(args: readonly string[], console: Console): Promise<Work> {
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
  const chosen = values['no-password'] ? null : await choosePassword(values.generate, login, console);
  return async (knex, { print }) => {
    const id = await addUser(knex, {
      login,
      password: chosen,
      firstName,
      lastName,
      email,
      roles,
      language,
      ticketsAllowed: !values['no-tickets'],
    });
    print(`Added ${login} with id ${id}.`);
    if (values.generate && chosen !== null) print(`Password: ${chosen}`);
  };
}

async function password(args: readonly string[], console: Console): Promise<Work> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { generate: { type: 'boolean', default: false } },
  });
  const login = readOnly(positionals, 'LOGIN');
  const chosen = await choosePassword(values.generate, login, console);
  return async (knex, { print }) => {
    const changed = await setPassword(knex, login, chosen);
    print(`Changed the password of ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
    if (values.generate) print(`Password: ${chosen}`);
  };
}

function disable(args: readonly string[]): Work {
  const login = readOnly(parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals, 'LOGIN');
  return async (knex, { print }) => {
    const changed = await disableUser(knex, login);
    print(`Disabled ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
  };
}

function enable(args: readonly string[]): Work {
  const login = readOnly(parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals, 'LOGIN');
  return async (knex, { print }) => {
    print(`Enabled ${(await enableUser(knex, login)).login}.`);
  };
}

function key(args: readonly string[]): Work {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { as: { type: 'string' }, remove: { type: 'boolean', default: false } },
  });
  const name = readOnly(positionals, 'NAME');
  const login = values.as;
  if (values.remove === (login !== undefined)) throw new UsageError('expected either --as LOGIN or --remove');
  if (login !== undefined) readText('NAME', name, rules.name);
  return async (knex, { print }) => {
    if (login === undefined) {
      await removeApiKey(knex, name);
      print(`Removed the key ${name}.`);
      return;
    }
    const added = await addApiKey(knex, name, login);
    print(`Added the key ${name}, which acts as ${login}. It is shown this once:`);
    print(added);
  };
}

function readOnly(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || more.length > 0) throw new UsageError(`expected one ${what}`);
  return first;
}

/** Holds a text that goes into the database to the rules of fixtures. */
function readText(what: string, text: string, rule: z.ZodType<string>): string {
  const read = rule.safeParse(text, { error: wordsFor });
  if (read.success) return read.data;
  throw new UsageError(`${what}: ${read.error.issues.map(({ message }) => message).join('; ')}`);
}

function readRole(text: string): Role {
  if (!isRole(text)) throw new UsageError(`expected --role to be one of ${ROLES.join(', ')}`);
  return text;
}

const isRole = (text: string): text is Role => ROLES.includes(text);

const choosePassword = async (generate: boolean, login: string, console: Console): Promise<string> =>
  generate ? generatePassword() : readText('password', await readPassword(console, login), rules.password);
