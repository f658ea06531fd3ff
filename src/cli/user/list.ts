import type { Command } from 'commander';
import { listUsers, type ListedUser } from '../../store/access/accounts.ts';
import { addCommand, JSON_OUTPUT } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { printList, type Column } from '../table.ts';

const COLUMNS: readonly Column<ListedUser>[] = [
  ['ID', ({ id }) => id],
  ['LOGIN', ({ login }) => login],
  ['NAME', ({ fullName }) => fullName],
  ['E-MAIL', ({ email }) => email],
  ['ROLES', ({ roles, enabled }) => [...roles, ...(enabled ? [] : ['disabled'])].join(', ')],
];

export function addUserList(group: Command, context: Context): void {
  addCommand(group, 'list', {
    about: 'list all accounts',
    examples: ['user list', 'user list --json'],
  })
    .option(...JSON_OUTPUT)
    .action(async ({ json }: { json?: boolean }) => {
      const database = await nameDatabase(context, {});
      const users = await database.lend(listUsers);
      printList(context.console, users, COLUMNS, { json, none: 'There are no accounts.' });
    });
}
