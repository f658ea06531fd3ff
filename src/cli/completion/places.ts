import type { Command, Option } from 'commander';

/** What may come next, with what it does. */
export interface Word {
  readonly word: string;
  readonly about: string;
}

/** Somewhere in a command line: after the words of a command. */
export interface Place {
  /** Words with a space between them; '' after the program's name. */
  readonly path: string;
  /** Commands below it. */
  readonly words: readonly Word[];
  readonly options: readonly Word[];
}

/** Finds every place of a parser, with what it knows there. */
export function placesOf(command: Command, path = ''): Place[] {
  const shown = command.createHelp();
  const words = shown.visibleCommands(command).map((each) => ({ word: each.name(), about: each.description() }));
  const options = shown.visibleOptions(command).map((option) => ({ word: wordOf(option), about: option.description }));
  const below = command.commands.flatMap((each) => placesOf(each, `${path} ${each.name()}`.trim()));
  return [{ path, words, options }, ...below];
}

const wordOf = (option: Option): string => option.long ?? option.short ?? option.flags;
