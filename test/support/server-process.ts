import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BY_NPM, COMPILE_CACHE, ensureCompiled } from './compiled.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The server as a person starts it, with what it says. */
export interface ServerProcess {
  readonly pid: number;
  /** "http://127.0.0.1:45678" */
  readonly address: string;
  /** The output for people so far. */
  said(): string;
  /** The log so far. */
  logged(): string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ending>;
}

const TIMEZONE = 'Asia/Kolkata';

/** For what all dialects share: loading the others is a fifth of a start. */
export const ASMX_ALONE = { DIALECTS: 'asmx' };

/** As `npm start` does, or as a command. */
export const MAIN = ['dist/main.js'];
export const SERVE = ['dist/cli.js', 'serve'];

/**
 * Starts the server with these settings and no others; resolves when it says where it is. Rejects when it ends before.
 */
export async function startServerProcess(
  settings: Readonly<Record<string, string>>,
  program = MAIN,
): Promise<ServerProcess> {
  const { child, output } = spawnServer(settings, program);
  const ended = endingOf(child);
  const address = new Promise<string>((resolve) => {
    child.stderr.on('data', () => {
      const found = /^ +WSDL +(http:\/\/\S+)\/srv\.asmx\?wsdl$/m.exec(output.said);
      // The last line of the message is an empty one.
      if (found?.[1] !== undefined && output.said.endsWith('\n\n')) resolve(found[1]);
    });
  });
  const endedFirst = ended.then(({ code, signal }): never => {
    throw new Error(`the server ended with ${code ?? signal}, saying ${JSON.stringify(output.said)}`);
  });
  return {
    pid: child.pid ?? 0,
    address: await Promise.race([address, endedFirst]),
    said: () => output.said,
    logged: () => output.logged,
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Starts the server and does not wait until it is ready. */
export function beginServerProcess(settings: Readonly<Record<string, string>>): Omit<ServerProcess, 'address'> {
  const { child, output } = spawnServer(settings);
  return {
    pid: child.pid ?? 0,
    kill: (signal) => child.kill(signal),
    said: () => output.said,
    logged: () => output.logged,
    ended: endingOf(child),
  };
}

/** Starts the server where it cannot run; resolves with how it ended and what it said. */
export async function runServerProcess(
  settings: Readonly<Record<string, string>>,
  program = MAIN,
): Promise<Ending & { readonly said: string; readonly logged: string }> {
  const { child, output } = spawnServer(settings, program);
  return { ...(await endingOf(child)), ...output };
}

/** Runs one of the commands a person types; throws with what it said when it fails. */
export async function runCommand(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<void> {
  const { child, output } = spawnNode(['dist/cli.js', ...args], settings);
  const { code } = await endingOf(child);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${output.said}`);
}

const spawnServer = (settings: Readonly<Record<string, string>>, program = MAIN) =>
  spawnNode(program, { HOST: '127.0.0.1', PORT: '0', SERVER_TIME_ZONE: TIMEZONE, DRAIN_SECONDS: '0', ...settings });

function spawnNode(args: readonly string[], settings: Readonly<Record<string, string>>) {
  ensureCompiled();
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: PROJECT,
    env: { PATH, ...COMPILE_CACHE, ...BY_NPM, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = { said: '', logged: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.said += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.logged += text));
  return { child, output };
}

const running = new Set<ChildProcess>();

/** After the streams, so that everything it said has been heard. */
async function endingOf(child: ChildProcess): Promise<Ending> {
  const [code, signal] = (await once(child, 'close')) as [Ending['code'], Ending['signal']];
  running.delete(child);
  return { code, signal };
}

/** Ends what a failed test has left running. */
export async function endServerProcesses(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      child.kill('SIGTERM');
      return once(child, 'close');
    }),
  );
}
