import { InvalidArgumentError, type Command } from 'commander';
import { isRole, ROLES, type Role } from '../../core/access/account-edit.ts';
import { changeRoles } from '../../store/access/account-changes.ts';
import { addCommand } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { UsageError } from '../usage.ts';
import { LAST_NOTES, unlessLast } from './last-administrator.ts';

/** Reads an option with a role that may be repeated. */
export function collectRole(text: string, before: readonly Role[] = []): Role[] {
  if (!isRole(text)) throw new InvalidArgumentError(`Expected one of ${ROLES.join(', ')}.`);
  return [...before, text];
}

interface RoleOptions {
  readonly add?: readonly Role[];
  readonly remove?: readonly Role[];
}

export function addUserRole(group: Command, context: Context): void {
  addCommand(group, 'role', {
    about: 'give an account roles, or take them away',
    examples: ['user role jane.doe --add userManager', 'user role jane.doe --remove userManager'],
    notes: `Roles: ${ROLES.join(', ')}. ${LAST_NOTES}`,
  })
    .argument('<login>', 'login of the account')
    .option('--add <role>', 'give it (may be repeated)', collectRole)
    .option('--remove <role>', 'take it away (may be repeated)', collectRole)
    .action(async (login: string, { add = [], remove = [] }: RoleOptions) => {
      if (add.length + remove.length === 0) throw new UsageError('expected --add ROLE or --remove ROLE');
      const database = await nameDatabase(context, {});
      const changed = await database.lend((knex) =>
        unlessLast(knex, context.console, (trx) => changeRoles(trx, login, { add, remove })),
      );
      context.console.print(`${changed.login} has ${changed.roles.join(', ') || 'no role'} now.`);
    });
}
