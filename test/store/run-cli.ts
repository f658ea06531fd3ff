import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { commandNameHere, programNameHere } from '../../src/cli/call-name.ts';
import { runHere } from '../cli/run-here.ts';
import { BY_NPM, COMPILE_CACHE, ensureCompiled } from '../support/compiled.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  /** Standard error without its first line, which names the database. */
  readonly complaint: string;
}

/** Runs a command on the database of a test as npm would, with `input` on standard input, but in this process. */
export async function runCli(url: string, args: readonly string[], input = ''): Promise<Ended> {
  const env = { ...BY_NPM, DATABASE_URL: url };
  const names = { command: commandNameHere(env), program: programNameHere(env) };
  const { exitCode, output, told } = await runHere(args, env, input, names);
  return { exitCode, output, complaint: withoutDatabase(told) };
}

const withoutDatabase = (told: string): string => told.replace(/^Database: .*\n/, '');

/** The same in a process of its own, for what only that shows: standard input, and the code of the exit. */
export function runCliProcess(url: string, args: readonly string[], input = ''): Promise<Ended> {
  ensureCompiled();
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...COMPILE_CACHE, ...BY_NPM, DATABASE_URL: url },
  });
  const text = { output: '', complaint: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.complaint += chunk));
  // A command that reads no input may have ended before it is written.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (exitCode) => {
      resolve({ exitCode, output: text.output, complaint: withoutDatabase(text.complaint) });
    });
  });
}
