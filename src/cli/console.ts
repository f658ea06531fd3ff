import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { CommandName } from './call-name.ts';

/** Input and output of a command: the standard ones, or a test's. */
export interface Console {
  readonly input: Readable & { readonly isTTY?: boolean };
  /** Results, one line at a time. */
  readonly print: (line: string) => void;
  /** Output for people beside the results: questions, which end where the answer begins. */
  readonly ask: (question: string) => void;
  /** And what they should know, one line at a time. */
  readonly tell: (line: string) => void;
  /** Resolves once somebody has taken what was printed; left out where it is kept. */
  readonly drained?: () => Promise<void>;
  /** How the person calls a command. */
  readonly command: CommandName;
  /** How the person calls the program. */
  readonly program: string;
}

// A reader of a part, such as `| head -1`, has what it wants; the command still does all of its work.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') unwritten(error);
});

let isUnwritten = false;

/** A disk that is full, say. The work goes on to its end, so that no database is left running; it has failed all the same. */
function unwritten({ message }: Error): void {
  if (isUnwritten) return;
  isUnwritten = true;
  process.stderr.write(`Standard output cannot be written: ${message}.\n`);
  process.once('exit', () => void (process.exitCode = 1));
}

/** Standard input, output and error. */
export const processConsole = (names: Pick<Console, 'command' | 'program'>): Console => ({
  input: process.stdin,
  print: (line) => void process.stdout.write(`${line}\n`),
  ask: (question) => void process.stderr.write(question),
  tell: (line) => void process.stderr.write(`${line}\n`),
  drained,
  ...names,
});

/** A reader that goes away takes no more. */
async function drained(): Promise<void> {
  const { stdout } = process;
  if (stdout.writableNeedDrain) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]);
}
