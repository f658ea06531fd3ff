import type { Command } from 'commander';

/** How a command is introduced. */
export interface Introduction {
  readonly about: string;
  /** What somebody types after the program's name; each works as it stands. */
  readonly examples: readonly string[];
  readonly notes?: string;
}

const introductions = new WeakMap<Command, Introduction>();

/** Adds a command, with its examples at the end of its help. */
export function addCommand(parent: Command, usage: string, introduction: Introduction): Command {
  const command = parent.command(usage).description(introduction.about);
  introductions.set(command, introduction);
  const { examples, notes } = introduction;
  const shown = examples.map((example) => `  ${programNameOf(command)} ${example}`);
  command.addHelpText('after', () =>
    [...(notes === undefined ? [] : ['', notes]), '', 'Examples:', ...shown].join('\n'),
  );
  return command;
}

/** Adds a command that only holds others. */
export const addGroup = (parent: Command, name: string, about: string): Command =>
  parent.command(name).description(about);

/** As it was introduced, for the documents. */
export const introductionOf = (command: Command): Introduction | undefined => introductions.get(command);

/** Every command that does something, with the words that name it. */
export function commandsBelow(parent: Command, words: readonly string[] = []): { words: string; command: Command }[] {
  return parent.commands.flatMap((command) => {
    const path = [...words, command.name()];
    const own = introductions.has(command) ? [{ words: path.join(' '), command }] : [];
    return [...own, ...commandsBelow(command, path)];
  });
}

/** For every command that works on a database and may make an embedded one. */
export const NEW = ['--new', 'make the embedded database in DATA_DIR when it is not there'] as const;

/** For every command that prints a list. */
export const JSON_OUTPUT = ['--json', 'print JSON, for programs'] as const;

function programNameOf(command: Command): string {
  return command.parent === null ? command.name() : programNameOf(command.parent);
}
