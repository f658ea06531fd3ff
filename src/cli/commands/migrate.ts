import type { Command } from 'commander';
import { addCommand, NEW } from '../command.ts';
import { nameDatabase, type Context, type DatabaseOptions } from '../context.ts';

export function addMigrateCommand(program: Command, context: Context): void {
  const { print } = context.console;
  addCommand(program, 'migrate', { about: "bring the database's tables up to date", examples: ['migrate'] })
    .option(...NEW)
    .action(async (options: DatabaseOptions) => {
      const database = await nameDatabase(context, options);
      await database.lend((_knex, migrated) => {
        for (const name of migrated) print(`Applied ${name}.`);
        if (migrated.length === 0) print('The tables are up to date.');
        return Promise.resolve();
      });
    });
}
