import type { Command } from 'commander';
import { addGroup } from '../command.ts';
import { addKeyCommands } from '../commands/key.ts';
import type { Context } from '../context.ts';
import { addUserAccess } from './access.ts';
import { addUserAdd } from './add.ts';
import { addUserEdit } from './edit.ts';
import { addUserList } from './list.ts';
import { addUserRole } from './role.ts';
import { addUserShow } from './show.ts';

/** Adds the commands about accounts. None removes an account: tasks and their history refer to it. */
export function addUserCommands(program: Command, context: Context): void {
  const group = addGroup(program, 'user', 'accounts of people and programs');
  addUserList(group, context);
  addUserShow(group, context);
  addUserAdd(group, context);
  addUserEdit(group, context);
  addUserRole(group, context);
  addUserAccess(group, context);
  addKeyCommands(group, context, 'user ');
}
