import { Readable } from 'node:stream';
import type { Console } from '../../src/cli/console.ts';
import { runCommand } from '../../src/cli/run.ts';

export interface Ran {
  readonly exitCode: number;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly told: string;
}

/** As an installed one is called. */
const INSTALLED = { command: (words: string) => `handover ${words}`, program: 'handover' };

/** Runs a command in this process, under the name that an installed one has unless it is given another. */
export async function runHere(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
  names: Pick<Console, 'command' | 'program'> = INSTALLED,
): Promise<Ran> {
  const said = { output: '', told: '' };
  const tell = (line: string): void => void (said.told += `${line}\n`);
  const console = {
    input: Readable.from([Buffer.from(input)]),
    print: (line: string) => void (said.output += `${line}\n`),
    ask: (question: string) => void (said.told += question),
    tell,
    ...names,
  };
  const exitCode = await runCommand(args, { ...env }, console, tell);
  return { exitCode, ...said };
}
