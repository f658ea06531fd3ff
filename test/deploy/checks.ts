import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { DEPLOY, readDeployed } from './files.ts';
import type { Programs } from './programs.ts';
import type { Step } from './through-proxy.ts';

/** How much of the system the service may see and change, as `systemd-analyze security` counts: 0 nothing, 10 all. */
const MOST_EXPOSURE = 1.5;

/** Files that a program of theirs checks by itself. */
export async function checkFiles(env: Programs, folder: string, step: Step): Promise<void> {
  const run = (name: string, args: readonly string[]): string => {
    try {
      return execFileSync(name, args, { env, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
      throw new Error(`${name} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error });
    }
  };
  const pathOf = (name: string): string => fileURLToPath(new URL(name, DEPLOY));
  const unit = join(folder, 'handover.service');

  await step('promtool: the alerts, and what makes them fire', () => {
    run('promtool', ['check', 'rules', pathOf('alerts.yml')]);
    run('promtool', ['test', 'rules', pathOf('alerts.test.yml')]);
    run('promtool', ['check', 'config', pathOf('prometheus.yml')]);
  });

  await step('caddy: the Caddyfile is formatted', () => {
    expect(run('caddy', ['fmt', pathOf('Caddyfile')])).to.equal(readDeployed('Caddyfile'));
  });

  await step('haproxy: the way to the primary of Patroni', () => {
    run('haproxy', ['-c', '-f', pathOf('haproxy-postgres.cfg')]);
  });

  await step('systemd-analyze: the unit', () => {
    const { username } = userInfo();
    const application = join(folder, 'application');
    mkdirSync(application);
    const replaced = readDeployed('handover.service', [
      ['/opt/handover\n', `${application}\n`],
      ['=/usr/bin/node ', `=${process.execPath} `],
      ['User=handover', `User=${username}`],
      ['Group=handover\n', ''],
    ]);
    writeFileSync(unit, replaced);
    expect(run('systemd-analyze', ['verify', unit])).to.equal('');
  });

  await step(`systemd-analyze: the unit's exposure is at most ${MOST_EXPOSURE}`, () => {
    const threshold = `--threshold=${MOST_EXPOSURE * 10}`;
    run('systemd-analyze', ['security', '--offline=true', threshold, pathOf('handover.service')]);
  });
}
