import type { Command } from 'commander';
import { addGroup } from '../command.ts';
import type { Context } from '../context.ts';
import { addNoticesChanges } from './change.ts';
import { addNoticesList } from './list.ts';

/** Adds the commands about mail on its way. */
export function addNoticesCommands(program: Command, context: Context): void {
  const group = addGroup(program, 'notices', 'mail about tasks: what waits, what was given up');
  addNoticesList(group, context);
  addNoticesChanges(group, context);
}
