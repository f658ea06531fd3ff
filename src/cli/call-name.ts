import { relative } from 'node:path';

/** How the process was started: what npm says of it, and the file node was given. */
export interface Called {
  /** The script that npm runs, such as "user"; absent without npm. */
  readonly npmScript: string | undefined;
  /** Absolute. */
  readonly file: string;
  /** The folder the person is in. */
  readonly directory: string;
}

/** Makes of a command's words what a person types. */
export type CommandName = (words: string) => string;

/**
 * Names the commands as whoever started this process can call them: "user list" becomes "npm run user -- list" where
 * npm started it, else "node dist/cli.js user list".
 */
export function commandName({ npmScript, file, directory }: Called): CommandName {
  if (npmScript !== undefined || file.endsWith('.ts')) {
    return (words) => {
      const [script, ...rest] = words.split(' ');
      return ['npm run', script, ...(rest.length > 0 ? ['--', ...rest] : [])].join(' ');
    };
  }
  const cli = file.replace(/[^\\/]+$/, 'cli.js');
  return (words) => `node ${relative(directory, cli)} ${words}`;
}

/** Names the commands as the person who started this process can call them. */
export const commandNameHere = (env: NodeJS.ProcessEnv): CommandName =>
  commandName({ npmScript: env.npm_lifecycle_event, file: process.argv[1] ?? '', directory: process.cwd() });
