import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readConfig } from '../config.ts';
import { loadFixture } from '../store/seed/load.ts';
import type { Console } from './console.ts';
import { withDatabase } from './database.ts';
import { explain } from './failure.ts';
import { HELP, UsageError } from './usage.ts';
import { prepareUser } from './user.ts';

/**
 * Runs one command and gives its exit code: 0 when done, 1 when refused or failed, 2 when the command line cannot
 * be understood. Never throws; what went wrong is told through `complain`.
 */
export async function runCommand(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  console: Console,
  complain: (line: string) => void,
): Promise<number> {
  try {
    await dispatch(args, env, console);
    return 0;
  } catch (error) {
    const { text, exitCode } = explain(error, env.LOG_LEVEL);
    complain(text);
    return exitCode;
  }
}

async function dispatch(
  [command, ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  console: Console,
): Promise<void> {
  if (command === 'serve') return serve(args, env);
  if (command === 'migrate') return migrateTables(args, env, console);
  if (command === 'seed') return seed(args, env, console);
  if (command === 'user' && !asksForHelp(args[0])) {
    const work = await prepareUser(args, console);
    return withDatabase(readConfig(env), (knex) => work(knex, console));
  }
  if (command !== 'user' && !asksForHelp(command)) {
    throw new UsageError(command === undefined ? 'expected a command' : `unknown command ${command}`);
  }
  console.print(HELP.trimEnd());
}

const asksForHelp = (word: string | undefined): boolean => word === 'help' || word === '--help' || word === '-h';

async function serve(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (args.length > 0) throw new UsageError('serve takes no arguments: its settings are environment variables');
  // Loaded when asked for: the other commands need neither the server nor the time it takes to load.
  const server = await import('../server/serve.ts');
  await server.serve(env);
}

async function migrateTables(args: readonly string[], env: NodeJS.ProcessEnv, { print }: Console): Promise<void> {
  if (args.length > 0) throw new UsageError('migrate takes no arguments');
  await withDatabase(readConfig(env), (_knex, migrated) => {
    for (const name of migrated) print(`Applied ${name}.`);
    if (migrated.length === 0) print('The tables are up to date.');
    return Promise.resolve();
  });
}

const SECTIONS = [
  ['users', 'user'],
  ['teams', 'team'],
  ['documents', 'document'],
  ['workflows', 'workflow'],
  ['tasks', 'task'],
  ['attachments', 'attachment'],
  ['redirections', 'redirection'],
  ['apiKeys', 'API key'],
] as const;

async function seed(args: readonly string[], env: NodeJS.ProcessEnv, { print }: Console): Promise<void> {
  const [file, ...more] = args;
  if (file === undefined || file.startsWith('-') || more.length > 0) throw new UsageError('expected seed FILE');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code}).`);
  });
  const config = readConfig(env);
  // As the server does: a date without a zone means the same in a file and in a call.
  if (config.serverTimeZone !== undefined) env.TZ = config.serverTimeZone;
  const counts = await withDatabase(config, (knex) => loadFixture(knex, bytes, basename(file), new Date()));
  const loaded = SECTIONS.filter(([section]) => counts[section] > 0);
  const words = loaded.map(([section, word]) => `${counts[section]} ${word}${counts[section] === 1 ? '' : 's'}`);
  print(words.length === 0 ? `${file} is empty.` : `Loaded ${words.join(', ')}.`);
}
