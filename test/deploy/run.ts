import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServerProcess } from '../support/server-process.ts';
import { checkBackup } from './backup.ts';
import { checkFiles } from './checks.ts';
import { checkImage } from './image.ts';
import { findPrograms, type Programs } from './programs.ts';
import { checkQueries } from './prometheus.ts';
import { HOST, startProxies } from './proxies.ts';
import { callInVain, callThrough, checkClientAddress, newStory, PREFIX, type Step } from './through-proxy.ts';

/**
 * The files of deploy/ with the programs that they are for: proxies and Prometheus run on this machine around a real
 * server. `--if-available` is for machines that cannot fetch Debian packages: it says so and ends well.
 */
const { values: options } = parseArgs({ options: { 'if-available': { type: 'boolean' } } });

const counts = { passed: 0, failed: 0 };

const step: Step = async (name, check) => {
  try {
    await check();
    counts.passed++;
    console.log(`pass  ${name}`);
  } catch (error) {
    counts.failed++;
    console.log(`FAIL  ${name}\n      ${error instanceof Error ? error.message : String(error)}`);
  }
};

async function checkServer(env: Programs, folder: string): Promise<void> {
  const handover = await startServerProcess({
    DATA_DIR: join(folder, 'data'),
    PUBLIC_URL: `https://${HOST}${PREFIX}`,
    TRUST_PROXY: '1',
  });
  const server = handover.address.replace('http://', '');
  const story = newStory();
  const proxies = await startProxies({ env, folder, server });
  const stepOf =
    (name: string): Step =>
    (each, check) =>
      step(`${name}: ${each}`, check);
  try {
    for (const proxy of proxies) {
      await callThrough(proxy, story, stepOf(proxy.name));
      await checkClientAddress(proxy, handover, stepOf(proxy.name));
    }
    await checkQueries({ env, folder, server }, step);
    handover.kill('SIGTERM');
    await step('the server stops when asked', async () => {
      const { code } = await handover.ended;
      if (code !== 0) throw new Error(`it ended with ${code}`);
    });
    for (const proxy of proxies) await callInVain(proxy, story, stepOf(proxy.name));
  } finally {
    handover.kill('SIGTERM');
    for (const proxy of proxies) await proxy.stop();
    await handover.ended;
  }
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'handover-deploy-'));
  // Root's PostgreSQL runs as another account, which must be able to enter.
  await chmod(folder, 0o755);
  try {
    const env = findPrograms(folder);
    if (typeof env === 'string') {
      console.log(`The deployment tests were not run. ${env}`);
      process.exitCode = options['if-available'] === true ? 0 : 1;
      return;
    }
    await checkFiles(env, folder, step);
    await checkServer(env, folder);
    await checkBackup(env, folder, step);
    await checkImage(folder, step);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

await main();
