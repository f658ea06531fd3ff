import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { readDockerfile, type Stage } from './dockerfile.ts';
import { makeRoot, type Root } from './root.ts';
import { freePort } from './running.ts';
import type { Step } from './through-proxy.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 30_000;
const run = promisify(execFile);

/** What the instructions of a stage have made, and what they say of how it is run. */
interface Image {
  readonly root: Root;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

const PATH = '/opt/node:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';

/** Programs of a container are given as JSON. */
const programOf = (value: string): readonly string[] => JSON.parse(value.replace(/^[^[]*/, '')) as readonly string[];

/** Copies as COPY does: the content of a folder, and a file into a folder. */
function copy(from: string, to: string): void {
  const intoFolder = !statSync(from).isDirectory() && (to.endsWith('/') || existsSync(to));
  cpSync(from, intoFolder ? join(to, basename(from)) : to, { recursive: true, verbatimSymlinks: true });
}

/** Does by hand what an image builder does with a stage; its base is Node's image, of which this machine stands in. */
async function build(stage: Stage, root: Root, others: ReadonlyMap<string, Root>): Promise<Image> {
  const ignored = new Set(readFileSync(join(PROJECT, '.dockerignore'), 'utf8').split('\n'));
  const image = { root, workdir: '/', user: '0', env: {} as Record<string, string>, volumes: [] as string[] };
  let command: readonly string[] = [];
  let healthcheck: readonly string[] = [];
  const within = (path: string): string => join(root.path, path.startsWith('/') ? path : join(image.workdir, path));

  for (const { name, value } of stage.instructions) {
    if (name === 'WORKDIR') {
      image.workdir = value;
      mkdirSync(within(value), { recursive: true });
    } else if (name === 'COPY') {
      const [, from, files = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(value) ?? [];
      const sources = files.split(' ');
      const target = sources.pop() ?? '';
      for (const source of sources) {
        if (from === undefined && ignored.has(source)) throw new Error(`${source} is in .dockerignore`);
        const base = from === undefined ? PROJECT : (others.get(from)?.path ?? '');
        copy(join(base, source), within(target) + (target.endsWith('/') ? '/' : ''));
      }
    } else if (name === 'RUN') {
      const env = { ...process.env, ...image.env, PATH };
      await run('unshare', root.command(['/bin/sh', '-c', value], { workdir: image.workdir }), { env });
    } else if (name === 'ENV') {
      for (const [, key = '', word = ''] of value.matchAll(/(\w+)=(\S+)/g)) image.env[key] = word;
    } else if (name === 'USER') image.user = value;
    else if (name === 'VOLUME') image.volumes.push(value);
    else if (name === 'CMD') command = programOf(value);
    else if (name === 'HEALTHCHECK') healthcheck = programOf(value);
    else if (!['ARG', 'LABEL', 'EXPOSE'].includes(name)) throw new Error(`${name} is not known here`);
  }
  return { ...image, command, healthcheck };
}

/** Builds what the Dockerfile says, and runs it as its own account on a root that cannot be written to. */
export async function checkImage(folder: string, step: Step): Promise<void> {
  const stages = readDockerfile(readFileSync(join(PROJECT, 'Dockerfile'), 'utf8'));
  const roots = new Map<string, Root>();
  const images: Image[] = [];

  await step('image: the steps of the Dockerfile', async () => {
    for (const [at, stage] of stages.entries()) {
      const root = makeRoot(join(folder, `image-${at}`));
      images.push(await build(stage, root, roots));
      roots.set(stage.name, root);
    }
  });
  const image = images.at(-1);
  if (image && images.length === stages.length) await runImage(image, step);
}

async function runImage(image: Image, step: Step): Promise<void> {
  const { root, workdir, volumes } = image;
  const how = { workdir, account: '1000:1000', writable: volumes };
  const port = await freePort();
  const password = 'made-for-this-test';
  // This machine's own address only.
  const env = { ...image.env, PATH, HOST: '127.0.0.1', PORT: String(port), ADMIN_PASSWORD: password };
  const inside = (args: readonly string[]) => run('unshare', root.command(args, how), { env });
  const server = spawn('unshare', root.command(image.command, how), { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(server, 'close');

  try {
    await step('image: becomes healthy on a root that cannot be written to', async () => {
      const deadline = Date.now() + START_MS;
      const isHealthy = () =>
        inside(image.healthcheck).then(
          () => true,
          () => false,
        );
      while (!(await isHealthy())) {
        if (server.exitCode !== null || Date.now() > deadline) throw new Error(`it does not: ${said}`);
        await pause(500);
      }
    });

    await step('image: runs as the account node', () => {
      expect(image.user).to.equal('node');
      const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
      expect(status).to.match(/^Uid:\t1000\t1000\t1000\t1000$/m);
    });

    await step('image: writes nothing but its volume', async () => {
      for (const place of ['/app/file', '/file', '/etc/file', '/usr/file', '/tmp/file']) {
        const refusal = await inside(['touch', place]).catch((error: unknown) => String(error));
        expect(refusal, place).to.match(/Read-only file system|Permission denied/);
      }
      await inside(['touch', join(volumes[0] ?? '', 'file')]);
    });

    await step('image: has no demo, and the account admin', async () => {
      const logOn = async (login: string, secret: string): Promise<string> =>
        (await fetch(`http://127.0.0.1:${port}/srv.asmx/AuthenticateUser?UID=${login}&PWD=${secret}`)).text();
      expect(await logOn('admin', password)).to.include('success="true"');
      expect(await logOn('john.smith', 'john-demo')).to.include('success="false"');
    });

    await step('image: the command line finds its database', async () => {
      const { stdout } = await inside(['/app/path/handover', 'user', 'list']);
      expect(stdout).to.include('admin');
    });

    await step('image: stops when asked', async () => {
      server.kill('SIGTERM');
      const late = pause(STOP_MS, ['still running'], { ref: false });
      expect(await Promise.race([ended, late])).to.deep.equal([0, null]);
    });
  } finally {
    if (server.exitCode === null) server.kill('SIGKILL');
    await ended;
  }
}
