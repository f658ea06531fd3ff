import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SERVER_TIME_ZONE } from './story.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
/** A first start creates a database cluster. */
const START_PATIENCE_MS = 120_000;
const STOP_PATIENCE_MS = 10_000;

export interface RunningServer {
  readonly url: string;
  /** Asks the server to stop; throws when it does not leave with exit code 0 in time. */
  readonly stop: () => Promise<void>;
}

/** Starts the real server on a free port and an embedded database of its own, with the fixture loaded. */
export async function startServer(
  fixture: unknown,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-clients-'));
  // Started by root, PostgreSQL runs under another account; where that one cannot enter, the data would go elsewhere.
  await chmod(directory, 0o755);
  const port = await freePort();
  const environment = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: join(directory, 'data'),
    SERVER_TIME_ZONE,
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'warn',
    ...settings,
  };
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  await seed(fixture, directory, environment).catch(async (error: unknown) => {
    await remove();
    throw error;
  });

  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: PROJECT,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = once(child, 'exit');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;

  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await exited;
    clearTimeout(timer);
    await remove();
    if (child.exitCode !== 0) throw new Error(`the server left with ${child.exitCode ?? child.signalCode}`);
  };

  try {
    await ready(`http://127.0.0.1:${port}/readyz`, hasEnded);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/srv.asmx`, stop };
}

/** Loads the fixture into the database that `environment` names. */
export async function seed(fixture: unknown, directory: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const file = join(directory, 'fixture.json');
  await writeFile(file, JSON.stringify(fixture));
  const options = { cwd: PROJECT, env: environment };
  await promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'seed', file], options);
}

async function ready(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  while (Date.now() < deadline) {
    if (hasEnded()) throw new Error('the server ended before it was ready');
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await sleep(100);
  }
  throw new Error(`the server was not ready within ${START_PATIENCE_MS / 1000} s`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
