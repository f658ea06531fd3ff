import { readConfig } from '../config.ts';
import type { Console } from './console.ts';
import { findDatabase, type FoundDatabase } from './database.ts';

/** What every command is given. */
export interface Context {
  readonly env: NodeJS.ProcessEnv;
  readonly console: Console;
  /** Ends the command with this code once it is done: what it found is not as it should be. */
  readonly endWith: (exitCode: number) => void;
}

/** Of every command that works on a database. */
export interface DatabaseOptions {
  /** Make the embedded database when it is not there. */
  readonly new?: boolean;
}

/** Finds the database a command works on, and names it before anything else is asked or done. */
export async function nameDatabase({ env, console }: Context, options: DatabaseOptions): Promise<FoundDatabase> {
  const database = await findDatabase(readConfig(env), options.new === true ? 'make' : 'refuse');
  console.tell(`Database: ${database.name}`);
  return database;
}
