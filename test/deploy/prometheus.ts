import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { z } from 'zod';
import { readDeployed } from './files.ts';
import type { Surroundings } from './proxies.ts';
import { freePort, startProgram } from './running.ts';
import type { Step } from './through-proxy.ts';
import { queriesOf } from './queries.ts';

const answer = z.object({ status: z.literal('success'), data: z.object({ result: z.array(z.unknown()) }) });
const rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({ rules: z.array(z.object({ name: z.string(), health: z.string(), state: z.string() })) }),
    ),
  }),
});

/** A rate needs two scrapes. */
const SCRAPED = 'count_over_time(handover_build_info[1m]) > 2';

/** Lets a real Prometheus scrape the server, and asks what every panel of the dashboard asks. */
export async function checkQueries({ env, folder, server }: Surroundings, step: Step): Promise<void> {
  const own = join(folder, 'prometheus');
  mkdirSync(own);
  const port = await freePort();
  const config = readDeployed('prometheus.yml', [
    ['scrape_interval: 15s', 'scrape_interval: 1s\n  evaluation_interval: 1s'],
    ["'handover:9464'", `'${server}'`],
  ]);
  writeFileSync(join(own, 'prometheus.yml'), config);
  writeFileSync(join(own, 'alerts.yml'), readDeployed('alerts.yml'));
  const args = [
    `--config.file=${join(own, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(own, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const program = await startProgram(['prometheus', ...args], { port, env, cwd: own });
  const get = async (path: string): Promise<unknown> => (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json();

  try {
    const isReady = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok;
    for (let tries = 0; tries < 100 && !(await isReady()); tries += 1) await pause(100);
    const scraped = async (): Promise<boolean> =>
      answer.parse(await get(`query?query=${encodeURIComponent(SCRAPED)}`)).data.result.length > 0;
    for (let tries = 0; tries < 300 && !(await scraped()); tries += 1) await pause(100);

    for (const { panel, query } of queriesOf(readDeployed('grafana.json'))) {
      await step(`the panel ${panel} finds something: ${query}`, async () => {
        const { data } = answer.parse(await get(`query?query=${encodeURIComponent(query)}`));
        expect(data.result).not.to.have.length(0);
      });
    }
    await step('the alerts can be evaluated, and none fires', async () => {
      const found = rules.parse(await get('rules?type=alert')).data.groups.flatMap((group) => group.rules);
      expect(found).not.to.have.length(0);
      expect(found.filter(({ health, state }) => health !== 'ok' || state === 'firing')).to.deep.equal([]);
    });
  } finally {
    await program.stop();
  }
}
