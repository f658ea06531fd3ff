import type { Command } from 'commander';
import { misspelledSettings } from '../../config.ts';
import { settingsInForce, type SettingInForce } from '../../config/in-force.ts';
import { addCommand, JSON_OUTPUT } from '../command.ts';
import type { Context } from '../context.ts';
import { printList, type Column } from '../table.ts';

const COLUMNS: readonly Column<SettingInForce>[] = [
  ['SETTING', ({ name }) => name],
  ['VALUE', ({ value }) => value ?? 'not set'],
  ['FROM', ({ from }) => from],
];

export function addSettingsCommand(program: Command, { env, console }: Context): void {
  addCommand(program, 'settings', {
    about: 'show the settings in force, secrets masked, and where each comes from',
    examples: ['settings', 'settings --set', 'settings --json'],
    notes: 'What each means: docs/settings.md',
  })
    .option('--set', 'only those that are set')
    .option(...JSON_OUTPUT)
    .action(({ set, json }: { set?: boolean; json?: boolean }) => {
      const all = settingsInForce(env);
      const shown = set === true ? all.filter(({ from }) => from !== 'default') : all;
      printList(console, shown, COLUMNS, { json, none: 'Nothing is set: everything is as by default.' });
      for (const { given, meant } of misspelledSettings(env)) {
        console.tell(`Warning: ${given} is not a setting. Is ${meant} meant?`);
      }
    });
}
