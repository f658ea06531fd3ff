import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface RunningServer {
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

export interface ServerOptions {
  /** A checkout of this project. */
  readonly root: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Where V8 writes a CPU profile when the server ends; undefined for none. */
  readonly profileDir?: string | undefined;
  readonly processes?: number;
}

const START_MS = 60_000;
const HOST = '127.0.0.1';

/** Starts the real process, what `npm start` starts, and waits until it is ready. Its log is written, to nowhere. */
export async function startServer({
  root,
  databaseUrl,
  dataDir,
  profileDir,
  processes = 1,
}: ServerOptions): Promise<RunningServer> {
  const command = await prepareStart(root);
  const port = await freePort();
  const profile = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const child = spawn(process.execPath, [...profile, ...command], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      // A mail server that is away: notices are written and wait. Sending mail is not what a caller waits for.
      SMTP_URL: `smtp://${HOST}:9`,
      DRAIN_SECONDS: '0',
      LOG_LEVEL: 'info',
      METRICS: 'on',
      PROCESSES: String(processes),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  const ended = once(child, 'exit');
  const stopWithUs = () => child.kill('SIGKILL');
  process.once('exit', stopWithUs);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
    process.off('exit', stopWithUs);
  };

  for (const deadline = Date.now() + START_MS; Date.now() < deadline; await delay(50)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server did not start: ${said}`);
    const ready = await fetch(`http://${HOST}:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready && child.pid !== undefined) return { pid: child.pid, host: HOST, port, stop };
  }
  await stop();
  throw new Error(`The server was not ready after ${START_MS / 1000} s: ${said}`);
}

/** Does what goes before `npm start` in this checkout, and gives the arguments of node. */
async function prepareStart(root: string): Promise<string[]> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  const { scripts = {} } = JSON.parse(text) as { readonly scripts?: Readonly<Record<string, string>> };
  if (scripts.prestart !== undefined) {
    const shell = process.platform === 'win32';
    await promisify(execFile)('npm', ['run', '--silent', 'prestart'], { cwd: root, shell }).catch(
      (error: Error & { readonly stdout?: string }) => {
        throw new Error(`npm start would fail in ${root}: ${error.stdout ?? error.message}`);
      },
    );
  }
  const [program, ...args] = (scripts.start ?? '').split(' ');
  if (program !== 'node') throw new Error(`npm start of ${root} does not start node.`);
  return args;
}

/** Between finding the port and using it somebody else may take it; the server then says so and the run ends. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
