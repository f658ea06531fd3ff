import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { compose } from './compose.ts';
import { DEPLOY, readDeployed } from './files.ts';
import { kubernetes } from './kubernetes.ts';

/** What an operator or the shell fills in. */
const filledIn = (value: string): string => value.replace(/\$\{\w+:\?[^}]*\}/g, 'filled-in');

const assignments = (text: string, line: RegExp): Record<string, string> =>
  Object.fromEntries([...text.matchAll(line)].map(([, name = '', value = '']) => [name, unquoted(value)]));

/** As systemd and a shell read it. */
const unquoted = (value: string): string => value.replace(/^"(.*)"$/, '$1');

const example = readDeployed('handover.env.example');

/** Settings as each file gives them to the server. */
const GIVEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'handover.env.example': assignments(example, /^([A-Z_]+)=(.*)$/gm),
  'handover.env.example with every line': assignments(example, /^(?:# )?([A-Z_]+)=(.*)$/gm),
  'handover.service': assignments(
    /^Environment=(.*)$/m.exec(readDeployed('handover.service'))?.[1] ?? '',
    /(\w+)=(\S+)/g,
  ),
  'compose.yaml': compose().services.handover?.environment ?? {},
  'kubernetes.yaml': kubernetes().settings,
};

/** They are for Node or the image. */
const NOT_OURS = new Set(['NODE_ENV']);

describe('the settings in deploy/', () => {
  const known = new Set(Object.keys(readConfig({})).map((key) => key.replace(/[A-Z]/g, '_$&').toUpperCase()));

  for (const [file, given] of Object.entries(GIVEN)) {
    it(`of ${file} are settings, with values that the server takes`, () => {
      const names = Object.keys(given).filter((name) => !NOT_OURS.has(name));
      expect(names).not.to.have.length(0);
      expect(names.filter((name) => !known.has(name))).to.deep.equal([]);
      const filled = Object.entries(given).map(([name, value]) => [name, filledIn(value)] as const);
      expect(() => readConfig(Object.fromEntries(filled))).not.to.throw();
    });
  }

  it('of handover.env.example can be read by a shell, which is what somebody tries who wants to run a command', () => {
    const { MAIL_FROM } = GIVEN['handover.env.example'] ?? {};
    const file = fileURLToPath(new URL('handover.env.example', DEPLOY));
    const read = execFileSync('sh', ['-ec', '. "$0"; echo "$MAIL_FROM"', file], { encoding: 'utf8', env: {} });
    expect(read.trim()).to.equal(MAIL_FROM);
  });

  it('are those that the head of each proxy’s file names', () => {
    for (const file of ['nginx.conf', 'haproxy.cfg', 'Caddyfile']) {
      const [, named = '', hops = ''] = /(PUBLIC_URL=\S+).*(TRUST_PROXY=\d)/s.exec(readDeployed(file)) ?? [];
      expect([named, hops], file).to.deep.equal(['PUBLIC_URL=https://tasks.example.com', 'TRUST_PROXY=1']);
    }
  });

  it('bring the metrics to where Prometheus looks for them', () => {
    const port = GIVEN['compose.yaml']?.METRICS_PORT ?? '';
    expect(port).to.match(/^\d+$/);
    expect(readDeployed('prometheus.yml')).to.include(`'handover:${port}'`);
    expect(GIVEN['kubernetes.yaml']).to.include({ METRICS_PORT: port });
    expect(readDeployed('kubernetes.yaml')).to.include(`prometheus.io/port: '${port}'`);
  });

  it('leave the demo out where others reach the server', () => {
    expect(GIVEN['handover.service']).to.include({ DEMO: 'off' });
    expect(readFileSync(new URL('../Dockerfile', DEPLOY), 'utf8')).to.match(/^ENV .*\bDEMO=off\b/m);
    for (const file of ['compose.yaml', 'kubernetes.yaml']) expect(GIVEN[file]).not.to.have.property('DEMO');
  });

  it('are in files that docs/deploy.md names', () => {
    const guide = readFileSync(new URL('../docs/deploy.md', DEPLOY), 'utf8');
    for (const file of readdirSync(DEPLOY)) expect(guide).to.include(`(../deploy/${file})`);
  });
});
