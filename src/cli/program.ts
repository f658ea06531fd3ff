import { Command } from 'commander';
import { readProduct } from '../server/product.ts';
import { addCompletionCommand } from './completion/command.ts';
import { addKeyCommands } from './commands/key.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addSeedCommand } from './commands/seed.ts';
import { addServeCommand } from './commands/serve.ts';
import { addTeamCommands } from './commands/team.ts';
import { addUserCommands } from './user/commands.ts';
import { addDoctorCommand } from './doctor/command.ts';
import { addSettingsCommand } from './commands/settings.ts';
import { addNoticesCommands } from './notices/commands.ts';
import { addCallCommand } from './call/command.ts';
import { addContractCommands } from './contract/command.ts';
import { addExportCommand } from './export/command.ts';
import { addTaskCommand } from './task/command.ts';
import type { Context } from './context.ts';

const NOTES = `
The settings are environment variables. The database is the one of DATABASE_URL, else the embedded one in DATA_DIR; each
command says which. Exit codes: 0 done, 1 refused or failed, 2 the command line cannot be understood.
Every command: docs/command-line.md`;

/** Builds the parser with all commands; nothing is done before it parses. */
export function buildProgram(context: Context): Command {
  const { print, program: name } = context.console;
  const show = (text: string): void => print(text.trimEnd());
  const program = new Command(name)
    .description('Task-reassignment server that keeps legacy srv.asmx clients working')
    .version(readProduct().version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .addHelpText('after', NOTES)
    .configureHelp({ showGlobalOptions: false })
    // What went wrong is told by whoever runs the program.
    .configureOutput({ writeOut: show, writeErr: show, outputError: () => undefined })
    .exitOverride();
  program.commandsGroup('Server:');
  addServeCommand(program, context);
  addMigrateCommand(program, context);
  addSeedCommand(program, context);
  addExportCommand(program, context);
  addDoctorCommand(program, context);
  addSettingsCommand(program, context);
  program.commandsGroup('People:');
  addUserCommands(program, context);
  addTeamCommands(program, context);
  addKeyCommands(program, context);
  program.commandsGroup('Tasks:');
  addTaskCommand(program, context);
  addNoticesCommands(program, context);
  program.commandsGroup('Clients:');
  addCallCommand(program, context);
  addContractCommands(program, context);
  program.commandsGroup('Terminal:');
  program.helpCommand('help [command]', 'show help for a command');
  addCompletionCommand(program, context);
  return program;
}
