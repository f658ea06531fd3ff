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
  const words = helpAsOption(program, args);
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && SHOWN.includes(error.code)) return 0;
    const { text, exitCode } = explain(error, env.LOG_LEVEL, hintOf(error, program, words));
    complain(text);
    return exitCode;
  }
}

/**
 * The parser's own command for help looks one level deep, and both it and the option pass over a command that is not
 * there: of such a one no more is left than its name, which the parser refuses.
 */
function helpAsOption(program: Command, args: readonly string[]): readonly string[] {
  const path: string[] = [];
  let at = program;
  let isAsked = false;
  for (const word of args) {
    if (at.commands.length === 0 || word.startsWith('-')) break;
    if (word === 'help') isAsked = true;
    else {
      path.push(word);
      const next = at.commands.find((each) => each.name() === word);
      if (next === undefined) return path;
      at = next;
    }
  }
  return isAsked ? [...path, '--help'] : args;
}

/** What the parser has done when it ends a command so. */
const SHOWN: readonly string[] = ['commander.help', 'commander.helpDisplayed', 'commander.version'];

/** Where help is; and, for one argument too many or too few, which ones there are: most of the others are options. */
function hintOf(error: unknown, program: Command, words: readonly string[]): string {
  const { name, command } = commandOf(program, words);
  const isCount = error instanceof CommanderError && MISCOUNTED.includes(error.code);
  return `${isCount ? `Usage: ${name} ${command.usage()}\n` : ''}See ${name} --help`;
}

const MISCOUNTED: readonly string[] = ['commander.excessArguments', 'commander.missingArgument'];

/** The command that the arguments lead to, as far as they do: its help says what was expected. */
function commandOf(command: Command, [word, ...args]: readonly string[]): { name: string; command: Command } {
  const next = command.commands.find((each) => each.name() === word);
  if (next === undefined) return { name: command.name(), command };
  const below = commandOf(next, args);
  return { ...below, name: `${command.name()} ${below.name}` };
}
