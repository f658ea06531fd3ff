import { InvalidArgumentError, type Command } from 'commander';
import { addCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { placesOf } from './places.ts';
import { completionScript, SHELLS, type Shell } from './scripts.ts';

const isShell = (text: string): text is Shell => SHELLS.some((shell) => shell === text);

function readShell(text: string): Shell {
  if (!isShell(text)) throw new InvalidArgumentError(`Expected one of ${SHELLS.join(', ')}.`);
  return text;
}

export function addCompletionCommand(program: Command, { console }: Context): void {
  addCommand(program, 'completion', {
    about: 'print what makes a shell complete this command line',
    examples: SHELLS.map((shell) => `completion ${shell}`),
    notes: `To have it in every terminal, add to its start file
  bash  source <(handover completion bash)
  zsh   source <(handover completion zsh)
  fish  handover completion fish | source`,
  })
    .argument('<shell>', SHELLS.join(', '), readShell)
    .action((shell: Shell) => console.print(completionScript(shell, placesOf(program)).trimEnd()));
}
