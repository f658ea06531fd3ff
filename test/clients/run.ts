import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { browse } from './browser.ts';
import type { ClientRun } from './client.ts';
import { lookAtDesk } from './desk/desk.ts';
import { lookAtTrouble } from './desk/trouble.ts';
import { callEveryOperation } from './every-operation.ts';
import { envelopeRuns } from './envelope-clients.ts';
import { documentedPlays } from './documented.ts';
import { inspectDocuments } from './documents.ts';
import { inspectHelpPages } from './help-pages.ts';
import { ownAuthorityPlays } from './own-authority.ts';
import { fixture, sceneOf } from './fixture.ts';
import type { Scene } from './fixture.ts';
import { formRuns } from './form-clients.ts';
import { libraryRuns } from './library-clients.ts';
import { ensurePackages } from './packages.ts';
import { seed, startServer } from './server.ts';
import type { RunningServer } from './server.ts';
import { tellStory } from './story.ts';
import type { Step } from './story.ts';

/**
 * Real clients against the real server. `--url` names the srv.asmx of a server that runs already; the settings in
 * the environment then name its database, and its SERVER_TIME_ZONE is story.ts's. `--only TEXT` keeps the runs whose
 * name contains the text. `--if-available` is for machines that cannot install Debian packages: it says so and ends well.
 */
const { values: options } = parseArgs({
  options: { url: { type: 'string' }, only: { type: 'string' }, 'if-available': { type: 'boolean' } },
});

type Play = (url: string, scene: Scene, step: Step) => Promise<void>;

const PLAYS: readonly (readonly [name: string, play: Play])[] = [
  ...[...libraryRuns, ...formRuns, ...envelopeRuns].map((run) => [`${run.name}, ${run.binding}`, playOf(run)] as const),
  ...[...documentedPlays, ...ownAuthorityPlays].map(({ name, play }) => [name, play] as const),
  ['Chromium at the help page', browse],
  ['The help pages in Chromium', inspectHelpPages],
  ['The desk in Chromium', lookAtDesk],
  ['The desk in trouble, in Chromium', lookAtTrouble],
  ['The documents in Chromium', inspectDocuments],
];

function playOf(run: ClientRun): Play {
  return async (url, scene, step) => {
    const client = await run.start(url);
    try {
      await tellStory(client, scene, step);
      const { signatures } = client;
      if (signatures) await callEveryOperation({ ...client, signatures }, scene, step);
    } finally {
      await client.close();
    }
  };
}

const counts = { passed: 0, failed: 0 };

async function count(name: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
    counts.passed++;
    console.log(`pass  ${name}`);
  } catch (error) {
    counts.failed++;
    console.log(`FAIL  ${name}\n      ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function useServer(url: string, data: unknown): Promise<RunningServer> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-clients-'));
  await seed(data, directory, process.env);
  return { url, stop: () => rm(directory, { recursive: true }) };
}

async function main(): Promise<void> {
  const chosen = [...PLAYS.entries()].filter(([, [name]]) => name.includes(options.only ?? ''));
  if (chosen.length === 0) throw new Error(`No run has "${options.only}" in its name.`);

  const lack = ensurePackages();
  if (lack !== null) {
    console.log(`The client tests were not run. ${lack}`);
    process.exitCode = options['if-available'] === true ? 0 : 1;
    return;
  }

  const data = fixture(PLAYS.length);
  const server = options.url === undefined ? await startServer(data) : await useServer(options.url, data);
  for (const [run, [name, play]] of chosen) {
    try {
      await play(server.url, sceneOf(run), (step, check) => count(`${name}: ${step}`, check));
    } catch (error) {
      await count(`${name}: starts and ends`, () => {
        throw error;
      });
    }
  }
  await count('the server stops when asked', server.stop);

  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed === 0 ? 0 : 1;
}

await main();
