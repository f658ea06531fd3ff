import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { ARGUMENTS, CHROMIUM } from '../../test/clients/browser.ts';
import { signIn } from '../../test/clients/desk/keyboard.ts';
import { ADMINISTRATOR } from '../../test/clients/desk/scene.ts';
import { startServer } from '../../test/clients/server.ts';

/** Makes the pictures of docs/desk: a server with the demo data, and Chromium. */

const PLACE = fileURLToPath(new URL('../../docs/desk/', import.meta.url));

const PICTURES: Readonly<Record<string, (page: Page, origin: string) => Promise<unknown>>> = {
  work: (page, origin) => page.goto(`${origin}/desk/work`),
  preview: async (page, origin) => {
    await page.goto(`${origin}/desk/reassign?task=4812&task=4810&task=4800&task=4796`);
    await page.fill('#to', 'bob.jones');
    await page.check('#due-shift');
    await page.fill('#shiftDays', '7');
    await page.click('main form button');
    await page.waitForSelector('h1:has-text("Preview")');
  },
  result: async (page) => {
    await page.click('form[action$="/apply"] button');
    await page.waitForURL(/\/desk\/results\//);
  },
  chain: (page) => page.locator('td a').first().click(),
  people: (page, origin) => page.goto(`${origin}/desk/people`),
  absence: (page, origin) => page.goto(`${origin}/desk/absence`),
};

mkdirSync(PLACE, { recursive: true });
const server = await startServer(
  JSON.parse(readFileSync(new URL('../../fixtures/demo.json', import.meta.url), 'utf8')),
);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
try {
  const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 1120, height: 700 } });
  const { origin } = new URL(server.url);
  await signIn(page, origin, ADMINISTRATOR);
  for (const [name, visit] of Object.entries(PICTURES)) {
    await visit(page, origin);
    await page.waitForLoadState();
    await page.screenshot({ path: `${PLACE}${name}.png` });
  }
} finally {
  await browser.close();
  await server.stop();
}
