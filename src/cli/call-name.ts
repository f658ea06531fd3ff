import { relative } from 'node:path';

/** How the process was started: what npm says of it, and the file node was given. */
export interface Called {
  /** The script that npm runs, such as "user", or "npx"; absent without npm. */
  readonly npmScript: string | undefined;
  /** Absolute. */
  readonly file: string;
  /** The folder the person is in. */
  readonly directory: string;
}

/** Makes of a command's words what a person types. */
export type CommandName = (words: string) => string;

/** Commands that are scripts of npm too. */
const SCRIPTS: readonly string[] = ['migrate', 'seed', 'user', 'key'];

/**
 * Names the commands as whoever started this process can call them: "user list" is "npm run user -- list" where npm
 * started it, "handover user list" where the command is installed, else "node dist/cli.js user list".
 */
export function commandName(called: Called): CommandName {
  const program = programName(called);
  if (!isNpm(called) || called.npmScript === 'npx') return (words) => `${program} ${words}`;
  return (words) => {
    const [script = '', ...rest] = words.split(' ');
    if (!SCRIPTS.includes(script)) return `${program} ${words}`;
    return ['npm run', script, ...(rest.length > 0 ? ['--', ...rest] : [])].join(' ');
  };
}

/** What a person types before the words of any command. */
function programName(called: Called): string {
  const { file, directory } = called;
  if (isNpm(called)) return 'npx handover';
  // A name on the path, such as the link of an installation.
  if (/[\\/]handover$/.test(file)) return 'handover';
  return `node ${relative(directory, file.replace(/\bmain\.js$/, 'cli.js'))}`;
}

const isNpm = ({ npmScript, file }: Called): boolean => npmScript !== undefined || file.endsWith('.ts');

const calledHere = (env: NodeJS.ProcessEnv): Called => ({
  npmScript: env.npm_lifecycle_event,
  file: process.argv[1] ?? '',
  directory: process.cwd(),
});

/** Names the commands as the person who started this process can call them. */
export const commandNameHere = (env: NodeJS.ProcessEnv): CommandName => commandName(calledHere(env));

/** Names the program as the person who started this process called it. */
export const programNameHere = (env: NodeJS.ProcessEnv): string => programName(calledHere(env));
