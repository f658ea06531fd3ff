import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { Step } from '../story.ts';
import { follow, press, signIn, write } from './keyboard.ts';

/** A site that means no good: each page is what its address says. */
async function startStranger(): Promise<{ readonly server: Server; readonly pageOf: (html: string) => string }> {
  const server = createServer(({ url }, response) => {
    const html = new URL(url ?? '', 'http://stranger.example').searchParams.get('html') ?? '';
    response.setHeader('Content-Type', 'text/html').end(html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, pageOf: (html) => `http://stranger.example:${address.port}/?html=${encodeURIComponent(html)}` };
}

const JOHN = { login: 'john.smith', password: 'john-demo' } as const;

/**
 * What pages of another site try with somebody's session, in a browser that says of each request where it comes from, and
 * over a connection on which it names the origin alone.
 */
export async function keepStrangersOut(browser: Browser, origins: readonly string[], step: Step): Promise<void> {
  const { server, pageOf } = await startStranger();
  for (const origin of origins) {
    const context = await browser.newContext();
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const tried = (what: string, check: () => Promise<void>): Promise<void> =>
      step(`${what}, at ${new URL(origin).hostname}`, check);
    await signIn(page, origin, JOHN);

    await tried('refuses a form of another site', async () => {
      await page.goto(pageOf(`<form method="post" action="${origin}/desk/sign-out"><button>Win</button></form>`));
      await Promise.all([page.waitForURL(`${origin}/desk/sign-out`), press(page, 'button', 'Enter')]);
      expect(await page.locator('h1').textContent()).to.equal('This form was not sent from the desk');
      await isStillSignedIn(page, origin);
    });

    await tried('refuses what a script of another site sends', async () => {
      await page.goto(pageOf(''));
      const body = `new URLSearchParams({ shortcuts: 'off' })`;
      const asked = `{ method: 'POST', mode: 'no-cors', credentials: 'include', body: ${body} }`;
      const [answer] = await Promise.all([
        page.waitForResponse(`${origin}/desk/help`),
        page.evaluate(`fetch('${origin}/desk/help', ${asked}).then(({ type }) => type)`),
      ]);
      expect(answer.status()).to.equal(403);
      await isStillSignedIn(page, origin);
      expect(await page.locator('body').getAttribute('data-shortcuts')).to.equal('on');
    });

    await tried('lets no script of another site read a page', async () => {
      await page.goto(pageOf(''));
      const read = `fetch('${origin}/desk', { credentials: 'include' }).then((answer) => answer.text(), () => 'nothing')`;
      expect(await page.evaluate(read)).to.equal('nothing');
    });

    await tried('is not framed', async () => {
      await page.goto(pageOf(`<iframe src="${origin}/desk/sign-in"></iframe>`));
      await page.frames().at(-1)?.waitForURL('chrome-error://chromewebdata/');
      expect(page.frames()).to.have.length(2);
    });

    await tried('takes no form once the session has ended', async () => {
      await page.goto(`${origin}/desk/tasks/4811`);
      const other = await context.newPage();
      await other.goto(`${origin}/desk`);
      await follow(other, '[action$="/desk/sign-out"] button');
      await press(page, 'details summary', 'Enter');
      await write(page, '#dueAt', '2033-04-15T17:00');
      await follow(page, 'details button');
      expect(page.url()).to.equal(`${origin}/desk/sign-in`);
      await signIn(page, origin, JOHN);
      await page.goto(`${origin}/desk/tasks/4811`);
      expect(await page.locator('main').innerText()).not.to.include('2033');
    });
    await context.close();
  }
  server.closeAllConnections();
  server.close();
}

async function isStillSignedIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/desk`);
  expect(await page.locator('h1').textContent()).to.equal('My tasks');
}
