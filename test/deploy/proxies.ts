import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { readDeployed } from './files.ts';
import type { Programs } from './programs.ts';
import { freePort, startProgram, type Running } from './running.ts';

export const HOST = 'tasks.example.com';

/** A proxy of deploy/ in front of a server, on a port of this machine. */
export interface Proxy {
  readonly name: string;
  readonly port: number;
  /** Everything that it has logged, of calls and of errors. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

export interface Surroundings {
  readonly env: Programs;
  readonly folder: string;
  /** "127.0.0.1:8080", where Handover listens. */
  readonly server: string;
}

/** Makes a certificate for HOST; gives the paths of it, its key and both in one file. */
function makeCertificate({ env, folder }: Pick<Surroundings, 'env' | 'folder'>) {
  const [certificate, key, both] = ['tls.crt', 'tls.key', 'tls.pem'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const names = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const files = ['-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...names, ...files], {
    env,
    stdio: 'ignore',
  });
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  return { certificate, key, both };
}

const readLogs = (paths: readonly string[], program: Running): string =>
  [...paths.map((path) => readFileSync(path, 'utf8')), program.said()].join('\n');

async function startNginx({ env, folder, server }: Surroundings): Promise<Proxy> {
  const port = await freePort();
  const { certificate, key } = makeCertificate({ env, folder });
  const logs = [join(folder, 'access.log'), join(folder, 'error.log')] as const;
  const site = readDeployed('nginx.conf', [
    ['listen 443 ssl', `listen 127.0.0.1:${port} ssl`],
    ['listen [::]:443 ssl;', ''],
    ['/etc/nginx/tls/tasks.example.com.crt', certificate],
    ['/etc/nginx/tls/tasks.example.com.key', key],
    ['/var/log/nginx/handover.log', logs[0]],
    ['/var/log/nginx/handover-error.log', logs[1]],
    ['127.0.0.1:8080', server],
  ]);
  writeFileSync(join(folder, 'handover.conf'), site);
  // What Debian's nginx.conf has around conf.d.
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const main = [
    `user ${userInfo().username};`,
    'worker_processes 1;',
    `pid ${join(folder, 'nginx.pid')};`,
    'error_log stderr;',
    'events {}',
    'http {',
    ...temporary.map((name) => `${name}_temp_path ${join(folder, name)};`),
    'include handover.conf;',
    '}',
  ];
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, main.join('\n'));
  execFileSync('nginx', ['-t', '-p', folder, '-c', config], { env, stdio: 'pipe' });
  const program = await startProgram(['nginx', '-p', folder, '-c', config, '-g', 'daemon off;'], {
    port,
    env,
    cwd: folder,
  });
  return { name: 'nginx', port, logged: () => readLogs(logs, program), stop: program.stop };
}

async function startHaproxy({ env, folder, server }: Surroundings): Promise<Proxy> {
  const port = await freePort();
  const { both } = makeCertificate({ env, folder });
  const config = join(folder, 'haproxy.cfg');
  const text = readDeployed('haproxy.cfg', [
    ['log /dev/log local0', 'log stdout format raw local0'],
    ['bind :443 ssl crt /etc/haproxy/tasks.example.com.pem', `bind 127.0.0.1:${port} ssl crt ${both}`],
    ['127.0.0.1:8080', server],
  ]);
  writeFileSync(config, text);
  execFileSync('haproxy', ['-c', '-f', config], { env, stdio: 'pipe' });
  const program = await startProgram(['haproxy', '-db', '-f', config], { port, env, cwd: folder });
  return { name: 'HAProxy', port, logged: program.said, stop: program.stop };
}

async function startCaddy({ env, folder, server }: Surroundings): Promise<Proxy> {
  const port = await freePort();
  const { certificate, key } = makeCertificate({ env, folder });
  const config = join(folder, 'Caddyfile');
  const log = join(folder, 'handover.log');
  const text = readDeployed('Caddyfile', [
    ['\n{\n', '\n{\n\tadmin off\n\tauto_https disable_redirects\n'],
    [`\n${HOST} {\n`, `\nhttps://${HOST}:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}\n`],
    ['/var/log/caddy/handover.log', log],
    ['127.0.0.1:8080', server],
  ]);
  writeFileSync(config, text);
  const own = { ...env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const program = await startProgram(['caddy', 'run', '--adapter', 'caddyfile', '--config', config], {
    port,
    env: own,
    cwd: folder,
  });
  return { name: 'Caddy', port, logged: () => readLogs([log], program), stop: program.stop };
}

const STARTS = { nginx: startNginx, haproxy: startHaproxy, caddy: startCaddy };

/** Starts the proxies of deploy/ one after the other, each in a folder of its own. */
export async function startProxies({ folder, ...rest }: Surroundings): Promise<readonly Proxy[]> {
  const proxies: Proxy[] = [];
  for (const [name, start] of Object.entries(STARTS)) {
    const own = join(folder, name);
    mkdirSync(own);
    proxies.push(await start({ ...rest, folder: own }));
  }
  return proxies;
}
