import { CommanderError, type Command } from 'commander';
import type { Console } from './console.ts';
import { explain } from './failure.ts';
import { buildProgram } from './program.ts';

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
  let exitCode = 0;
  const program = buildProgram({ env, console, endWith: (code) => void (exitCode = code) });
  try {
    await program.parseAsync(helpAsOption(args), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && SHOWN.includes(error.code)) return 0;
    const { text, exitCode } = explain(error, env.LOG_LEVEL, `${nameOf(program, args)} --help`);
    complain(text);
    return exitCode;
  }
}

/** The parser's own command for help looks one level deep. */
function helpAsOption(args: readonly string[]): readonly string[] {
  const [first, ...rest] = args;
  return first === 'help' && rest.length > 1 ? [...rest, '--help'] : args;
}

/** What the parser has done when it ends a command so. */
const SHOWN: readonly string[] = ['commander.help', 'commander.helpDisplayed', 'commander.version'];

/** The command that the arguments lead to, as far as they do: its help says what was expected. */
function nameOf(command: Command, [word, ...args]: readonly string[]): string {
  const next = command.commands.find((each) => each.name() === word);
  return next === undefined ? command.name() : `${command.name()} ${nameOf(next, args)}`;
}
