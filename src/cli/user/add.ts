import type { Command } from 'commander';
import { ROLES, type Role } from '../../core/access/account-edit.ts';
import { addUser } from '../../store/access/accounts.ts';
import * as rules from '../../store/seed/reading/text-rules.ts';
import { readText } from '../arguments.ts';
import { addCommand, NEW } from '../command.ts';
import { nameDatabase, type Context, type DatabaseOptions } from '../context.ts';
import { choosePassword, GENERATE, PASSWORD_NOTES } from './password.ts';
import { collectRole } from './role.ts';

interface AddOptions extends DatabaseOptions {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly language: string;
  readonly role?: readonly Role[];
  readonly password: boolean;
  readonly tickets: boolean;
  readonly generate?: boolean;
}

export function addUserAdd(group: Command, context: Context): void {
  addCommand(group, 'add', {
    about: 'add an account',
    examples: [
      'user add mary.major --first Mary --last Major --email mary.major@example.com --generate',
      'user add boss --role administrator --generate',
    ],
    notes: PASSWORD_NOTES,
  })
    .argument('<login>', 'what the person signs on with')
    .option('--first <name>', 'first name', '')
    .option('--last <name>', 'last name', '')
    .option('--email <address>', 'where mail goes; without one there is none', '')
    .option('--language <code>', 'of the mail, such as de or de-AT', 'en')
    .option('--role <role>', `${ROLES.join(', ')} (may be repeated)`, collectRole)
    .option('--no-password', 'nobody can log on until it has one')
    .option('--no-tickets', 'the ticket operations turn it away')
    .option(...GENERATE)
    .option(...NEW)
    .action((login: string, options: AddOptions) => add(login, options, context));
}

async function add(given: string, options: AddOptions, context: Context): Promise<void> {
  const login = readText('LOGIN', given, rules.name);
  const firstName = readText('--first', options.first, rules.personName);
  const lastName = readText('--last', options.last, rules.personName);
  const email = readText('--email', options.email, rules.email);
  const language = readText('--language', options.language, rules.language);
  const { role: roles = [], tickets: ticketsAllowed, generate } = options;
  const database = await nameDatabase(context, options);
  const password = options.password ? await choosePassword(generate, login, context.console) : null;
  const user = { login, password, firstName, lastName, email, roles, language, ticketsAllowed };
  const id = await database.lend((knex) => addUser(knex, user));
  context.console.print(`Added ${login} with id ${id}.`);
  if (generate === true && password !== null) context.console.print(`Password: ${password}`);
}
