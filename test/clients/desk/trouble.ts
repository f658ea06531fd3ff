import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chromium, type Page } from 'playwright-core';
import { SEARCHES_AT_ONCE } from '../../../src/store/schema/open.ts';
import { ARGUMENTS, CHROMIUM } from '../browser.ts';
import { startServer } from '../server.ts';
import type { Step } from '../story.ts';
import { openDoor } from './door.ts';
import { signIn } from './keyboard.ts';
import { looker, type Look } from './look.ts';
import { ABSENCES, deskFixture, VISITORS, type Person } from './scene.ts';

interface Window {
  readonly page: Page;
  readonly look: Look;
}

/** Attempts to sign in that are more than anybody waits for. */
const MANY_ATTEMPTS = 25;

/** What pages say where the server cannot do what it is asked for, each for a cause of its own; in both languages. */
export async function lookAtTrouble(_url: string, _scene: unknown, step: Step): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-door-'));
  await chmod(directory, 0o755);
  const door = await openDoor(directory);
  const server = await startServer(deskFixture(), { DATABASE_URL: door.url });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...ARGUMENTS] });
  const { origin } = new URL(server.url);
  try {
    const faults: string[] = [];
    const windows: Window[] = [];
    for (const { locale, looks, person } of VISITORS) {
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      const look = await looker(context, page, looks, faults);
      await signIn(page, origin, person);
      windows.push({ page, look });
    }
    /** Brings about what is wrong for both, one after the other, and then looks at what they are told. */
    const check = (name: string, status: number, notice: 'wrong' | undefined, ask: (page: Page) => Promise<unknown>) =>
      step(`${name}: ${status} fits and satisfies axe`, async () => {
        faults.length = 0;
        await Promise.all(windows.map(({ page }) => ask(page)));
        for (const { look } of windows) await look(name, { status, ...(notice && { notice }) });
        expect(faults.join('\n')).to.equal('');
      });

    await door.locking('open_tasks', async (areWaiting) => {
      const holding = await Promise.all(
        ABSENCES.slice(0, SEARCHES_AT_ONCE).map(async ({ supervisor }) => {
          const cookie = await sessionOf(origin, supervisor);
          return { answer: fetch(`${origin}/desk/people/level?person=12&person=15`, { headers: { cookie } }) };
        }),
      );
      await areWaiting(SEARCHES_AT_ONCE);
      await check('too many searches', 503, 'wrong', (page) =>
        page.goto(`${origin}/desk/people/level?person=12&person=15`),
      );
      for (const { answer } of holding) void answer.then((each) => each.body?.cancel()).catch(() => undefined);
    });

    door.shut();
    await check('the database is away', 500, undefined, (page) => page.goto(`${origin}/desk`));
    door.open();
    await step('the desk is there again with the database', async () => {
      for (const { page } of windows) expect((await page.goto(`${origin}/desk`))?.status()).to.equal(200);
    });

    const guess = (): Promise<Response> => send(origin, { login: 'nobody.here', password: 'x' });
    for (let attempt = 0; attempt < 6; attempt++) await (await guess()).body?.cancel();
    const guesses = Array.from({ length: MANY_ATTEMPTS }, () => guess().then((answer) => answer.body?.cancel()));
    await check('too many attempts to sign in', 429, 'wrong', async (page) => {
      await page.goto(`${origin}/desk/sign-in`);
      await page.fill('#login', 'nobody.here');
      await page.fill('#password', 'x');
      await Promise.all([page.waitForEvent('load'), page.press('#password', 'Enter')]);
    });
    await Promise.all(guesses);
  } finally {
    await browser.close();
    await server.stop();
    await door.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

const send = (origin: string, fields: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${origin}/desk/sign-in`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin },
    redirect: 'manual',
  });

async function sessionOf(origin: string, { login, password }: Person): Promise<string> {
  const answer = await send(origin, { login, password });
  await answer.body?.cancel();
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (cookie === '') throw new Error(`${login} cannot sign in: ${answer.status}`);
  return cookie;
}
