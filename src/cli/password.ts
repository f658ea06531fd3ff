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
export const readPassword = (console: Console, login: string): Promise<string> =>
  reading(console, async (ask) => {
    const password = await ask(`Password for ${login}: `);
    if (password === '') throw new UsageError('expected a password on standard input, or --generate');
    if (console.input.isTTY === true && (await ask('The same again: ')) !== password) {
      throw new UsageError('the two passwords differ');
    }
    return password;
  });

/** Reads secrets that are known already, as above but asking once for each, a line each; they may be empty. */
export const readSecrets = (console: Console, names: readonly string[]): Promise<Map<string, string>> =>
  reading(console, async (ask) => {
    const secrets = new Map<string, string>();
    for (const name of names) secrets.set(name, await ask(`${name}: `));
    return secrets;
  });

async function reading<Result>(
  console: Console,
  read: (ask: (question: string) => Promise<string>) => Promise<Result>,
): Promise<Result> {
  const isTerminal = console.input.isTTY === true;
  const lines = createInterface({ input: console.input, output: silence(), terminal: isTerminal });
  // Without a terminal nobody waits between the lines: they are kept from the start, or they would be lost.
  const reader = lines[Symbol.asyncIterator]();
  try {
    return await read((question) => readLine(reader, console, isTerminal ? question : ''));
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
