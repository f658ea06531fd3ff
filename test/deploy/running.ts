import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Programs } from './programs.ts';

/** A program that runs until it is stopped. */
export interface Running {
  /** Everything it has written to its standard streams. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

const START_MS = 20_000;

interface Surroundings {
  readonly port: number;
  readonly env: Programs;
  readonly cwd: string;
  /** The account it runs as, where that is not the one of this process. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts a program that listens on a port of this machine; throws with what it said when it does not come to that. */
export async function startProgram(
  [name, ...args]: readonly [string, ...string[]],
  { port, env, cwd, ...account }: Surroundings,
): Promise<Running> {
  const child = spawn(name, args, { env, cwd, ...account, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const deadline = Date.now() + START_MS;
  while (!(await listensOn(port))) {
    if (child.exitCode === null && Date.now() < deadline) await pause(50);
    else {
      await stop();
      throw new Error(`${name} does not listen: ${said}`);
    }
  }
  return { said: () => said, stop };
}

const listensOn = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const answer = (listens: boolean) => (): void => {
      socket.destroy();
      resolve(listens);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });

/** Gives a port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
