import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readConfig } from '../config.ts';
import { loadFixture } from '../store/seed/load.ts';
import type { Console } from './console.ts';
import { findDatabase, type Missing } from './database.ts';
import { explain } from './failure.ts';
import { helpFor, UsageError } from './usage.ts';
import { readUserCommand } from './user.ts';
import { readKeyCommand } from './key.ts';
import type { Prepare } from './arguments.ts';

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
    const { text, exitCode } = explain(error, env.LOG_LEVEL, console.command('user help'));
    complain(text);
    return exitCode;
  }
}

/** Lets a command that could do with an empty database make one. */
const NEW = '--new';

async function dispatch(
  [command, ...words]: readonly string[],
  env: NodeJS.ProcessEnv,
  console: Console,
): Promise<void> {
  const args = words.filter((word) => word !== NEW);
  const missing = words.includes(NEW) ? 'make' : 'refuse';
  if (asksForHelp(command) || (args.length === 1 && asksForHelp(args[0]))) return printHelp(console);
  if (command === 'serve') return serve(words, env);
  if (command === 'migrate') return migrateTables(args, env, missing, console);
  if (command === 'seed') return seed(args, env, console);
  const readCommand = PEOPLE.get(command ?? '');
  if (readCommand) return args.length === 0 ? printHelp(console) : people(readCommand(args), env, missing, console);
  throw new UsageError(command === undefined ? 'expected a command' : `unknown command ${command}`);
}

/** Commands about accounts and their keys, which have words of their own. */
const PEOPLE: ReadonlyMap<string, (args: readonly string[]) => Prepare> = new Map([
  ['user', readUserCommand],
  ['key', readKeyCommand],
]);

const asksForHelp = (word: string | undefined): boolean => word === 'help' || word === '--help' || word === '-h';

const printHelp = ({ print, command }: Console): void => print(helpFor(command).trimEnd());

/** Names the database before a password is asked for, and asks before it is opened: somebody may take their time. */
async function people(prepare: Prepare, env: NodeJS.ProcessEnv, missing: Missing, console: Console): Promise<void> {
  const database = await findDatabase(readConfig(env), missing);
  console.tell(`Database: ${database.name}`);
  const work = await prepare(console);
  await database.lend((knex) => work(knex, console));
}

async function serve(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (args.length > 0) throw new UsageError('serve takes no arguments: its settings are environment variables');
  // Loaded when asked for: the other commands need neither the server nor the time it takes to load.
  const server = await import('../server/serve.ts');
  await server.serve(env);
}

async function migrateTables(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  missing: Missing,
  { print, tell }: Console,
): Promise<void> {
  if (args.length > 0) throw new UsageError('migrate takes no arguments');
  const database = await findDatabase(readConfig(env), missing);
  tell(`Database: ${database.name}`);
  await database.lend((_knex, migrated) => {
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

async function seed(args: readonly string[], env: NodeJS.ProcessEnv, { print, tell }: Console): Promise<void> {
  const [file, ...more] = args;
  if (file === undefined || file.startsWith('-') || more.length > 0) throw new UsageError('expected seed FILE');
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${file} cannot be read (${error.code}).`);
  });
  const config = readConfig(env);
  // As the server does: a date without a zone means the same in a file and in a call.
  if (config.serverTimeZone !== undefined) env.TZ = config.serverTimeZone;
  const database = await findDatabase(config, 'make');
  tell(`Database: ${database.name}`);
  const counts = await database.lend((knex) => loadFixture(knex, bytes, basename(file), new Date()));
  const loaded = SECTIONS.filter(([section]) => counts[section] > 0);
  const words = loaded.map(([section, word]) => `${counts[section]} ${word}${counts[section] === 1 ? '' : 's'}`);
  print(words.length === 0 ? `${file} is empty.` : `Loaded ${words.join(', ')}.`);
}
