import type { Command } from 'commander';
import { showUser, type UserDetails } from '../../store/access/account-details.ts';
import { addCommand, JSON_OUTPUT } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { printFacts } from '../table.ts';

export function addUserShow(group: Command, context: Context): void {
  addCommand(group, 'show', {
    about: 'show an account and what belongs to it',
    examples: ['user show jane.doe', 'user show jane.doe --json'],
  })
    .argument('<login>', 'login of the account')
    .option(...JSON_OUTPUT)
    .action(async (login: string, { json }: { json?: boolean }) => {
      const database = await nameDatabase(context, {});
      const user = await database.lend((knex) => showUser(knex, login));
      if (json === true) context.console.print(JSON.stringify(user, null, 2));
      else printFacts(context.console, factsOf(user));
    });
}

const factsOf = (user: UserDetails): [name: string, fact: string][] => [
  ['id', String(user.id)],
  ['login', user.login],
  ['name', user.fullName || 'none'],
  ['e-mail', user.email || 'none: gets no mail'],
  ['language', user.language],
  ['roles', user.roles.join(', ') || 'none'],
  ['state', user.enabled ? 'enabled' : 'disabled: cannot log on'],
  ['password', user.hasPassword ? 'set' : 'none: cannot log on with one'],
  ['tickets', user.ticketsAllowed ? 'allowed' : 'the ticket operations turn it away'],
  ['added', user.createdAt.toISOString()],
  ['last logon', user.lastLogonAt?.toISOString() ?? 'never'],
  ['teams', user.teams.join(', ') || 'none'],
  ['API keys', user.keys.join(', ') || 'none'],
  ['calendar', user.calendarMadeAt ? `has an address since ${user.calendarMadeAt.toISOString()}` : 'no address'],
];
