import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Console } from './console.ts';
import { UsageError } from './usage.ts';

/** 144 bits, without characters that a shell or a person takes for something else. */
export const generatePassword = (): string => randomBytes(18).toString('base64url');

/**
 * Reads a password: from a terminal by asking twice without echo, else the first line of the input. It is never
 * taken from the arguments, which every user of the machine can read.
 *
 * @throws UsageError when it is empty, or the two differ
 */
export async function readPassword(console: Console, login: string): Promise<string> {
  const isTerminal = console.input.isTTY === true;
  const lines = createInterface({ input: console.input, output: silence(), terminal: isTerminal });
  // Without a terminal nobody waits between the lines: they are kept from the start, or they would be lost.
  const reader = lines[Symbol.asyncIterator]();
  try {
    const password = await readLine(reader, console, isTerminal ? `Password for ${login}: ` : '');
    if (password === '') throw new UsageError('expected a password on standard input, or --generate');
    if (isTerminal && (await readLine(reader, console, 'The same again: ')) !== password) {
      throw new UsageError('the two passwords differ');
    }
    return password;
  } finally {
    lines.close();
  }
}

async function readLine(reader: AsyncIterator<string>, console: Console, question: string): Promise<string> {
  console.ask(question);
  const line = await reader.next();
  if (question !== '') console.ask('\n');
  return line.done === true ? '' : line.value;
}

/** Where a terminal's echo goes. */
const silence = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
