import { Readable } from 'node:stream';
import { runCommand } from '../../src/cli/run.ts';

export interface Ran {
  readonly exitCode: number;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly told: string;
}

/** Runs a command in this process, under the name that an installed one has. */
export async function runHere(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<Ran> {
  const said = { output: '', told: '' };
  const tell = (line: string): void => void (said.told += `${line}\n`);
  const console = {
    input: Readable.from([Buffer.from(input)]),
    print: (line: string) => void (said.output += `${line}\n`),
    ask: (question: string) => void (said.told += question),
    tell,
    command: (words: string) => `handover ${words}`,
    program: 'handover',
  };
  const exitCode = await runCommand(args, { ...env }, console, tell);
  return { exitCode, ...said };
}
