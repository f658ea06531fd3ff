import { Option, type Command } from 'commander';
import { editUser } from '../../store/access/account-changes.ts';
import * as rules from '../../store/seed/reading/text-rules.ts';
import { readOptional } from '../arguments.ts';
import { addCommand } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { UsageError } from '../usage.ts';

interface EditOptions {
  readonly login?: string;
  readonly first?: string;
  readonly last?: string;
  readonly email?: string;
  readonly language?: string;
  readonly tickets?: boolean;
}

export function addUserEdit(group: Command, context: Context): void {
  addCommand(group, 'edit', {
    about: 'change what is known of a person',
    examples: ['user edit jane.doe --last Miller --email jane.miller@example.com', 'user edit jane.doe --language de'],
  })
    .argument('<login>', 'login of the account')
    .option('--login <login>', 'another login')
    .option('--first <name>', 'first name')
    .option('--last <name>', 'last name')
    .option('--email <address>', 'where mail goes; "" for none')
    .option('--language <code>', 'of the mail, such as de or de-AT')
    .option('--tickets', 'let the ticket operations serve it')
    .addOption(new Option('--no-tickets', 'let the ticket operations turn it away'))
    .action(async (login: string, options: EditOptions) => {
      const changes = {
        login: readOptional('--login', options.login, rules.name),
        firstName: readOptional('--first', options.first, rules.personName),
        lastName: readOptional('--last', options.last, rules.personName),
        email: readOptional('--email', options.email, rules.email),
        language: readOptional('--language', options.language, rules.language),
        ticketsAllowed: options.tickets,
      };
      if (Object.values(changes).every((value) => value === undefined)) {
        throw new UsageError('expected an option that says what to change');
      }
      const database = await nameDatabase(context, {});
      const edited = await database.lend((knex) => editUser(knex, login, changes));
      context.console.print(`Changed ${edited.login}.`);
    });
}
